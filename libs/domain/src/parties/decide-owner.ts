import {
  accept,
  exhausted,
  firstRefused,
  isSame,
  payloadOf,
  refuse,
  refuseIf,
  saidOnly,
  type Decider,
  type Decision,
} from '#domain/decision';
import { checkDate, checkDaySpan, spansMeet } from '#domain/calendar';
import { checkIban } from '#domain/installation';
import { checkTaxIdentity } from './identity.js';
import {
  evolveOwner,
  initialOwner,
  type OwnerCommand,
  type OwnerContext,
  type OwnerEvent,
  type OwnerState,
} from './owner.js';

type Command<Type> = Extract<OwnerCommand, { type: Type }>;

const SPAN = { from: 'from', to: 'to' } as const;

/**
 * Registering again corrects name, address or account; the legal person stays, and so does its VAT status: it
 * bears no date here, and documents of past months follow it.
 */
function register(command: Command<'RegisterOwner'>, state: OwnerState): Decision<OwnerEvent> {
  const data = saidOnly(payloadOf(command), ['siret', 'endpoint']);
  const refused = firstRefused(
    checkTaxIdentity(data, state.registered),
    refuseIf(
      state.registered !== null && state.registered.vat !== data.vat,
      'VAT_STATUS_FIXED',
      'vat',
      'Register the owner under another id with the new status, and set that one as holder from the day it changed.',
    ),
    data.iban === null ? null : checkIban('iban', data.iban),
    refuseIf(
      data.vat === 'deducts' && data.vatNumber === null,
      'VAT_NUMBER_MISSING',
      'vatNumber',
      'An owner that deducts VAT is invoiced for; give its VAT number.',
    ),
  );
  if (refused !== null) return refused;
  return isSame(state.registered, data) ? accept() : accept({ type: 'OwnerRegistered', data });
}

function giveMandate(command: Command<'GiveSelfBillingMandate'>, state: OwnerState): Decision<OwnerEvent> {
  const data = payloadOf(command);
  const { mandate, from, to } = data;
  const same = state.mandates.find((given) => given.mandate === mandate);
  if (isSame(same, { mandate, from, to })) return accept();
  const met = state.mandates.find((given) => spansMeet(given, data));
  const refused = firstRefused(
    checkDaySpan(SPAN, from, to),
    refuseIf(
      same !== undefined,
      'MANDATE_ID_TAKEN',
      'mandate',
      `${mandate} was given from ${same?.from} to ${same?.to ?? 'no end'}; a new mandate needs a new id.`,
    ),
    refuseIf(
      met !== undefined,
      'MANDATE_OVERLAPS',
      'from',
      `${met?.mandate} holds from ${met?.from} to ${met?.to ?? 'no end'}; end it before this one begins.`,
    ),
  );
  return refused ?? accept({ type: 'SelfBillingMandateGiven', data });
}

/** An end may be brought forward, never put back: for the days after it a new mandate is given. */
function endMandate(command: Command<'EndSelfBillingMandate'>, state: OwnerState): Decision<OwnerEvent> {
  const data = payloadOf(command);
  const given = state.mandates.find(({ mandate }) => mandate === data.mandate);
  if (given === undefined) {
    return refuse('MANDATE_UNKNOWN', 'mandate', `This owner gave no mandate ${data.mandate}.`);
  }
  if (given.to === data.on) return accept();
  const refused = firstRefused(
    checkDate('on', data.on),
    refuseIf(
      data.on < given.from,
      'SPAN_EMPTY',
      'on',
      `The mandate began on ${given.from}; it cannot end before.`,
    ),
    refuseIf(
      given.to !== null && data.on > given.to,
      'MANDATE_ENDED',
      'on',
      `The mandate ends on ${given.to}; for later days give a new one.`,
    ),
  );
  return refused ?? accept({ type: 'SelfBillingMandateEnded', data });
}

function undertake(
  command: Command<'UndertakeNoRecharge'>,
  state: OwnerState,
  { siteKnown }: OwnerContext,
): Decision<OwnerEvent> {
  const data = payloadOf(command);
  const ofSite = state.undertakings.filter(({ site }) => site === data.site);
  if (ofSite.some((known) => isSame(known, data))) return accept();
  // The same first day again states another last day: that replaces the undertaking.
  const met = ofSite.find((known) => known.from !== data.from && spansMeet(known, data));
  const refused = firstRefused(
    checkDaySpan(SPAN, data.from, data.to),
    refuseIf(!siteKnown, 'SITE_UNKNOWN', 'site', `Register the site ${data.site} first.`),
    refuseIf(
      met !== undefined,
      'UNDERTAKING_OVERLAPS',
      'from',
      `An undertaking for this site holds from ${met?.from} to ${met?.to ?? 'no end'}; give other days.`,
    ),
  );
  return refused ?? accept({ type: 'NoRechargeUndertaken', data });
}

/** Stream `owner-<owner>`. */
export const owner: Decider<OwnerCommand, OwnerState, OwnerEvent, OwnerContext> = {
  initialState: initialOwner,
  evolve: evolveOwner,

  decide(command, state, context) {
    if (command.type === 'RegisterOwner') return register(command, state);
    if (state.registered === null) {
      return refuse('OWNER_UNKNOWN', 'owner', `Register the owner ${command.owner} first.`);
    }
    switch (command.type) {
      case 'GiveSelfBillingMandate':
        return giveMandate(command, state);
      case 'EndSelfBillingMandate':
        return endMandate(command, state);
      case 'UndertakeNoRecharge':
        return undertake(command, state, context);
      default:
        return exhausted(command);
    }
  },
};
