import type { Kysely } from 'kysely';
import { prepaymentOf, prepaymentPlannedId, type PrepaidReceipt } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { readEvent, type MoneyReceived, type RecordedEvent } from '#events';
import type { Tables } from '#read-models';
import type { ClosingDeps } from '../closing/deps.js';
import { Issuer } from '../closing/issue.js';
import { settlementEvents } from '../settlements/settlement-events.js';

export type PrepaymentDeps = Omit<ClosingDeps, 'reads'> & {
  readonly models: Kysely<Tables>;
  readonly factsBefore: (index: number) => Promise<Facts>;
};

const ACTOR = 'process:prepayments';

interface Prepaid {
  readonly recorded: RecordedEvent;
  readonly data: MoneyReceived['data'] & PrepaidReceipt;
}

/** Receipts for a contract that have no invoice among the documents projected so far. */
async function withoutInvoice({ store, models }: PrepaymentDeps): Promise<Prepaid[]> {
  const prepaid: Prepaid[] = [];
  for await (const batch of settlementEvents(store))
    for (const recorded of batch) {
      if (recorded.type !== 'MoneyReceived' || !recorded.data.includes('"prepayment":{')) continue;
      const event = readEvent(recorded);
      if (event.type !== 'MoneyReceived' || event.data.prepayment === null) continue;
      prepaid.push({ recorded, data: { ...event.data, prepayment: event.data.prepayment } });
    }
  if (prepaid.length === 0) return [];
  const rows = await models
    .selectFrom('document')
    .select('planned')
    .where('kind', '=', 'prepayment-invoice')
    .execute();
  const issued = new Set(rows.map(({ planned }) => planned));
  return prepaid.filter(({ data }) => !issued.has(prepaymentPlannedId(data.on, data.receipt)));
}

/**
 * Issues the invoice (type 386) of every prepayment that has none: after the receipt was recorded, and again at start
 * and before a close, should the first time have broken off in between. A receipt has one invoice, whoever issues it.
 * What could not be invoiced was refused when it was recorded, so nothing is set aside here.
 * Answers how many were missing. Throws `StoreRefused` where the log takes no more for now.
 */
export async function issuePrepayments(deps: PrepaymentDeps): Promise<number> {
  const waiting = await withoutInvoice(deps);
  if (waiting.length === 0) return 0;
  const next = await deps.store.nextIndex();
  await deps.waitUntilProjected(next - 1);
  const facts = await deps.factsBefore(next);
  for (const { recorded, data } of waiting) {
    const draft = prepaymentOf(data, facts);
    const issuer = new Issuer(deps, facts, facts, {
      period: draft.period,
      cutIndex: recorded.index,
      issueDate: data.on,
      meta: {
        recordedAt: deps.clock.now(),
        actor: ACTOR,
        commandId: recorded.commandId,
        causation: recorded.id,
      },
    });
    await issuer.issue([draft]);
  }
  await deps.waitUntilProjected((await deps.store.nextIndex()) - 1);
  return waiting.length;
}
