import { addDays, checkDate } from '#domain/calendar';
import {
  accept,
  firstRefused,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decision,
} from '#domain/decision';
import type { ContractEnded } from '#events';
import type { ClientState, Contract } from './client.js';
import { termEndOn } from './contract-term.js';

/** `notifiedOn` null: both sides agreed, so neither term nor notice binds. */
export type EndContract = {
  readonly type: 'EndContract';
  readonly notifiedOn: string | null;
} & Omit<ContractEnded['data'], 'notifiedOn'>;

/**
 * An end may be brought forward, never put back: for later days a new contract is signed. One side alone ends a contract
 * at the end of a term (CONTRACT_END_NOT_AT_TERM) and with the notice agreed (CONTRACT_END_NOTICE_TOO_SHORT).
 */
export function endContract(command: EndContract, state: ClientState): Decision<ContractEnded> {
  const data = payloadOf(command);
  const known = state.contracts.get(data.contract);
  if (known === undefined) {
    return refuse('CONTRACT_UNKNOWN', 'contract', `This client has no contract ${data.contract}.`);
  }
  if (known.to === data.on) return accept();
  const refused = firstRefused(
    checkDate('on', data.on),
    refuseIf(
      data.on < known.terms.from,
      'SPAN_EMPTY',
      'on',
      `The contract began on ${known.terms.from}; it cannot end before.`,
    ),
    refuseIf(
      known.to !== null && data.on > known.to,
      'CONTRACT_ENDED',
      'on',
      `The contract ends on ${known.to}; for later days sign a new one.`,
    ),
    data.notifiedOn === null ? null : checkOneSided(known.terms, data.on, data.notifiedOn),
  );
  return refused ?? accept({ type: 'ContractEnded', data });
}

function checkOneSided(terms: Contract['terms'], on: string, notifiedOn: string): Check {
  // A grant is a gift: its giver is bound to no term.
  if (!('notice' in terms)) return checkDate('notifiedOn', notifiedOn);
  const { to, renewalMonths, notice } = terms;
  const termEnd = to === null ? on : renewalMonths === null ? to : termEndOn(to, renewalMonths, on);
  const due = addDays(on, -notice.endDays);
  return firstRefused(
    checkDate('notifiedOn', notifiedOn),
    refuseIf(
      on !== termEnd,
      'CONTRACT_END_NOT_AT_TERM',
      'on',
      `The term ends on ${termEnd}: end it then, or leave notifiedOn out where both sides agreed.`,
    ),
    refuseIf(
      notifiedOn > due,
      'CONTRACT_END_NOTICE_TOO_SHORT',
      'notifiedOn',
      `The contract asks for ${notice.endDays} days of notice: for an end on ${on} it was to be given by ${due}. Give a later end, or leave notifiedOn out where both sides agreed.`,
    ),
  );
}
