import {
  accept,
  exhausted,
  firstRefused,
  isSame,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decider,
  type Decision,
} from '#domain/decision';
import type { DocumentSent, PlatformStatusRecorded } from '#events';
import { checkOn } from './checks.js';
import type {
  DocumentStreamEvent,
  LifecycleCommand,
  LifecycleContext,
  LifecycleState,
  RecordDocumentSent,
  RecordPlatformStatus,
} from './commands.js';
import { disputeDocument, settleDispute } from './disputes.js';
import { outsidePlatforms } from './platforms.js';
import { checkReceipt, RECEIVED_STATUS } from './received.js';
import { platformStatus, statusesAfter } from './statuses.js';

/** The same dispatch, whoever stands sealed in it: sealing the same twice gives other bytes. */
const isSameSent = (a: DocumentSent['data'], b: DocumentSent['data']): boolean =>
  isSame({ ...a, person: a.person?.keyId ?? null }, { ...b, person: b.person?.keyId ?? null });

function recordSent(
  command: RecordDocumentSent,
  { sent }: LifecycleState,
  context: LifecycleContext,
): Decision<DocumentSent> {
  const data = payloadOf(command);
  if (sent.some((one) => isSameSent(one, data))) return accept();
  const found = checkOn(data, context);
  if ('refused' in found) return found;
  const outside = outsidePlatforms(found.document);
  const refused = refuseIf(
    data.channel === 'platform' && outside !== null,
    'CHANNEL_NOT_FOR_THIS_DOCUMENT',
    'channel',
    `${outside ?? ''}: no platform takes it. Name email, post or portal.`,
  );
  return refused ?? accept({ type: 'DocumentSent', data });
}

function recordStatus(
  command: RecordPlatformStatus,
  { statuses }: LifecycleState,
  context: LifecycleContext,
): Decision<PlatformStatusRecorded> {
  const data = payloadOf(command);
  const known = statuses.find((one) => one.status === data.status && one.reference === data.reference);
  if (known !== undefined)
    return isSame(known, data)
      ? accept()
      : refuse(
          'REFERENCE_TAKEN',
          'reference',
          `Status ${data.status} with reference ${data.reference} said something else.`,
        );
  const found = checkOn(data, context);
  if ('refused' in found) return found;
  const { document } = found;
  const last = statuses.at(-1);
  const outside = outsidePlatforms(document);
  const refused = firstRefused(
    refuseIf(
      outside !== null,
      'STATUS_NOT_FOR_THIS_DOCUMENT',
      'status',
      `${outside ?? ''}: platforms know nothing of it.`,
    ),
    checkStatus(data),
    checkOrder(data.status, last?.status ?? null),
    refuseIf(
      last !== undefined && data.on < last.on,
      'DATE_BEFORE_STATUS',
      'on',
      `Status ${last?.status} is of ${last?.on}: give a day from then on.`,
    ),
    checkReceipt(data, document, statuses, context.receivedCents),
  );
  return refused ?? accept({ type: 'PlatformStatusRecorded', data });
}

function checkStatus({ status, reasonCode, amountCents }: PlatformStatusRecorded['data']): Check {
  const known = platformStatus(status);
  return firstRefused(
    refuseIf(known === null, 'STATUS_UNKNOWN', 'status', 'Give a status from 200 to 213 (XP Z12-012).'),
    refuseIf(
      known?.asksReason === true && reasonCode === null,
      'REASON_MISSING',
      'reasonCode',
      `Status ${status} says why: give the reason code of the platform.`,
    ),
    refuseIf(
      status === RECEIVED_STATUS && amountCents === null,
      'AMOUNT_MISSING',
      'amountCents',
      'Status 212 reports what was received: give it in cents.',
    ),
    refuseIf(
      status !== RECEIVED_STATUS && amountCents !== null,
      'AMOUNT_UNUSED',
      'amountCents',
      'Only status 212 reports an amount received.',
    ),
  );
}

function checkOrder(status: number, last: number | null): Check {
  const next = statusesAfter(last);
  return refuseIf(
    !next.includes(status),
    'STATUS_OUT_OF_ORDER',
    'status',
    next.length === 0
      ? `After ${last} nothing follows: credit the document and issue another one.`
      : `After ${last ?? 'no status'} may follow ${next.join(', ')}.`,
  );
}

/** One stream per document, `document-<series>-<number>`; its files stand in it too and are passed over. */
export const documentLifecycle: Decider<
  LifecycleCommand,
  LifecycleState,
  DocumentStreamEvent,
  LifecycleContext
> = {
  initialState: { sent: [], disputes: new Map(), statuses: [] },

  decide(command, state, context) {
    switch (command.type) {
      case 'RecordDocumentSent':
        return recordSent(command, state, context);
      case 'DisputeDocument':
        return disputeDocument(command, state, context);
      case 'SettleDispute':
        return settleDispute(command, state, context);
      case 'RecordPlatformStatus':
        return recordStatus(command, state, context);
      default:
        return exhausted(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'DocumentRendered':
        return state;
      case 'DocumentSent':
        return { ...state, sent: [...state.sent, event.data] };
      case 'DocumentDisputed': {
        const raised = { raised: event.data, settled: null };
        return { ...state, disputes: new Map([...state.disputes, [event.data.dispute, raised]]) };
      }
      case 'DisputeSettled': {
        const before = state.disputes.get(event.data.dispute);
        if (before === undefined) return state;
        const settled = { ...before, settled: event.data };
        return { ...state, disputes: new Map([...state.disputes, [event.data.dispute, settled]]) };
      }
      case 'PlatformStatusRecorded':
        return { ...state, statuses: [...state.statuses, event.data] };
      default:
        return exhausted(event);
    }
  },
};
