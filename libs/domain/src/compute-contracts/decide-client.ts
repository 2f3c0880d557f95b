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
import { checkDate, checkDaySpan } from '#domain/calendar';
import { registerClient, type Client } from '#domain/parties';
import {
  evolveClient,
  initialClient,
  type ClientCommand,
  type ClientContext,
  type ClientEvent,
  type ClientState,
} from './client.js';
import { checkVatTerritory } from './vat-territory.js';

type Command<Type> = Extract<ClientCommand, { type: Type }>;

/** Names that telemetry gives to work that is nobody's: computing nothing for heat, and our own. */
export const RESERVED_CONTRACTS: readonly string[] = Object.freeze(['burn', 'internal']);

/** The id is free everywhere, and the list prices computing from the first day on. */
const checkTerms = (
  terms: { readonly contract: string; readonly from: string; readonly priceList: string },
  state: ClientState,
  { contractOf, priceList }: ClientContext,
): Check =>
  firstRefused(
    refuseIf(
      RESERVED_CONTRACTS.includes(terms.contract),
      'CONTRACT_ID_RESERVED',
      'contract',
      `${RESERVED_CONTRACTS.join(' and ')} name work without a contract; use another id.`,
    ),
    refuseIf(
      state.contracts.has(terms.contract) || contractOf !== null,
      'CONTRACT_ID_TAKEN',
      'contract',
      `${terms.contract} is a contract${contractOf === null ? '' : ` of ${contractOf}`} already; new terms are a new contract with an id of its own.`,
    ),
    checkDate('from', terms.from),
    refuseIf(
      priceList === null,
      'PRICE_LIST_UNKNOWN',
      'priceList',
      `Set a price of the list ${terms.priceList} first.`,
    ),
    refuseIf(
      priceList?.kind === 'electricity',
      'PRICE_LIST_OTHER_KIND',
      'priceList',
      `${terms.priceList} prices electricity; name a list of computing prices.`,
    ),
    refuseIf(
      priceList !== null && priceList.firstDay > terms.from,
      'PRICE_MISSING',
      'priceList',
      `${terms.priceList} has prices from ${priceList?.firstDay} only; set an earlier one, or begin then.`,
    ),
  );

function sign(
  command: Command<'SignContract'>,
  state: ClientState,
  client: Client,
  context: ClientContext,
): Decision<ClientEvent> {
  const data = payloadOf(command);
  if (isSame(state.contracts.get(data.contract)?.terms, data)) return accept();
  const refused = firstRefused(
    checkTerms(data, state, context),
    checkVatTerritory(client),
    refuseIf(
      data.paymentDays < 0 || data.paymentDays > 60,
      'PAYMENT_DAYS_OUT_OF_RANGE',
      'paymentDays',
      'Give from 0 to 60 days (Code de commerce L441-10).',
    ),
  );
  return refused ?? accept({ type: 'ContractSigned', data });
}

function give(
  command: Command<'GiveGrant'>,
  state: ClientState,
  context: ClientContext,
): Decision<ClientEvent> {
  const data = payloadOf(command);
  if (isSame(state.contracts.get(data.contract)?.terms, data)) return accept();
  const refused = firstRefused(
    checkTerms(data, state, context),
    checkDaySpan({ from: 'from', to: 'to' }, data.from, data.to),
    refuseIf(
      data.limitCoreHours !== null && data.limitCoreHours < 1,
      'GRANT_LIMIT_OUT_OF_RANGE',
      'limitCoreHours',
      'Give at least one core-hour, or leave it out for no limit.',
    ),
  );
  return refused ?? accept({ type: 'GrantGiven', data });
}

/** An end may be brought forward, never put back: for later days a new contract is signed. */
function end(command: Command<'EndContract'>, state: ClientState): Decision<ClientEvent> {
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
  );
  return refused ?? accept({ type: 'ContractEnded', data });
}

/** Stream `client-<client>`: the client, and its contracts and grants. */
export const client: Decider<ClientCommand, ClientState, ClientEvent, ClientContext> = {
  initialState: initialClient,
  evolve: evolveClient,

  decide(command, state, context) {
    if (command.type === 'RegisterClient') return registerClient(command, state.registered);
    if (state.registered === null) {
      return refuse('CLIENT_UNKNOWN', 'client', `Register the client ${command.client} first.`);
    }
    switch (command.type) {
      case 'SignContract':
        return sign(command, state, state.registered, context);
      case 'GiveGrant':
        return give(command, state, context);
      case 'EndContract':
        return end(command, state);
      default:
        return exhausted(command);
    }
  },
};
