import {
  accept,
  exhausted,
  firstRefused,
  isSame,
  payloadOf,
  refuse,
  refuseIf,
  saidOnly,
  type Check,
  type Decider,
  type Decision,
} from '#domain/decision';
import { checkDaySpan, checkDate } from '#domain/calendar';
import { registerClient, type Client } from '#domain/parties';
import {
  evolveClient,
  initialClient,
  type ClientCommand,
  type ClientContext,
  type ClientEvent,
  type ClientState,
} from './client.js';
import { endContract } from './end-contract.js';
import { notifyPriceRevision } from './notify-price-revision.js';
import { checkBudget } from './research-budget.js';
import { checkPriceTerms, checkTerm } from './sign-contract.js';
import { checkVatTerritory } from './vat-territory.js';

/** Days within which French public bodies pay. */
const PUBLIC_DAYS_MAX = 30;

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
      `${terms.priceList} has prices from ${priceList?.firstDay} only; begin then, or add the missing price (CorrectComputePrice).`,
    ),
  );

function sign(
  command: Command<'SignContract'>,
  state: ClientState,
  client: Client,
  context: ClientContext,
): Decision<ClientEvent> {
  const data = saidOnly(payloadOf(command), ['purchaseOrder', 'buyerReference']);
  if (isSame(state.contracts.get(data.contract)?.terms, data)) return accept();
  const refused = firstRefused(
    checkTerms(data, state, context),
    checkTerm(data),
    checkPriceTerms(data),
    refuseIf(
      context.priceList !== null && context.priceList.unit !== data.unit,
      'UNIT_DOES_NOT_FIT',
      'unit',
      `${data.priceList} prices the ${context.priceList?.unit}; give that unit, or another list.`,
    ),
    checkVatTerritory(client),
    refuseIf(
      data.paymentDays < 0 || data.paymentDays > 60,
      'PAYMENT_DAYS_OUT_OF_RANGE',
      'paymentDays',
      'Give from 0 to 60 days (Code de commerce L441-10).',
    ),
    refuseIf(
      client.kind === 'public-body' && client.country === 'FR' && data.paymentDays > PUBLIC_DAYS_MAX,
      'PAYMENT_DAYS_OUT_OF_RANGE',
      'paymentDays',
      `A public body pays within ${PUBLIC_DAYS_MAX} days (Code de la commande publique R2192-10).`,
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
    checkBudget(context.research.budgetCoreHours, context.research.grants, data),
  );
  return refused ?? accept({ type: 'GrantGiven', data });
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
        return endContract(command, state);
      case 'NotifyPriceRevision':
        return notifyPriceRevision(command, state);
      default:
        return exhausted(command);
    }
  },
};
