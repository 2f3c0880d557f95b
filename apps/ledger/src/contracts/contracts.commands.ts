import { client, type ClientContext } from '#domain/compute-contracts';
import { grantPromises } from '#domain/facts';
import { commandsOf } from '../commands/definition.js';
import { contractLock, priceListLock, RESEARCH } from '../commands/lock-names.js';
import {
  EndContractDto,
  GiveGrantDto,
  NotifyPriceRevisionDto,
  RegisterClientDto,
  SignContractDto,
} from './contracts.dto.js';

/** Other commands need to know of nothing but their own stream. */
const NOTHING_ASKED: ClientContext = {
  priceList: null,
  contractOf: null,
  research: { budgetCoreHours: null, grants: [] },
};

const onClient = commandsOf({
  decider: client,
  stream: (command) => `client-${command.client}`,
  context: async (command, reads) => {
    if (command.type !== 'SignContract' && command.type !== 'GiveGrant') return NOTHING_ASKED;
    const priceList = await reads.priceList(command.priceList);
    const facts = await reads.facts();
    const unit = facts.computePrices.get(command.priceList)?.[0]?.unit ?? null;
    return {
      priceList: priceList === null ? null : { ...priceList, unit },
      contractOf: facts.contracts.get(command.contract)?.client ?? null,
      research: {
        budgetCoreHours: facts.researchBudget?.coreHours ?? null,
        grants: grantPromises(facts),
      },
    };
  },
});

export const CONTRACT_COMMANDS = [
  onClient(
    'RegisterClient',
    'Someone buys computing. Again: new address, VAT number or language.',
    RegisterClientDto,
    {
      payload: async ({ kind, identity, ...rest }, reads) =>
        kind === 'individual'
          ? { ...rest, kind, identity: { person: await reads.seal(rest.client, identity) } }
          : { ...rest, kind, identity },
    },
  ),
  onClient(
    'SignContract',
    'Work under a contract is invoiced to the client from a day on.',
    SignContractDto,
    {
      locks: ({ contract, priceList }) => [contractLock(contract), priceListLock(priceList)],
      payload: ({ notice, ...terms }) =>
        Promise.resolve({ ...terms, notice: notice ?? { priceDays: 0, endDays: 0 } }),
    },
  ),
  onClient(
    'NotifyPriceRevision',
    'The client was told of new prices of its list; without a notice in time the contract lets none in.',
    NotifyPriceRevisionDto,
  ),
  onClient(
    'GiveGrant',
    'Work under a contract is given free for research from a day on, within the research budget.',
    GiveGrantDto,
    {
      locks: ({ contract, priceList }) => [contractLock(contract), priceListLock(priceList), RESEARCH],
    },
  ),
  onClient(
    'EndContract',
    'A contract or grant ends: at the end of a term and with notice, or on any day that both sides agreed.',
    EndContractDto,
    // Beside it a grant might be given, or a price set, that counts on this one.
    {
      locks: async ({ contract }, reads) => {
        const list = await reads.priceListOf(contract);
        return [contractLock(contract), ...(list === null ? [] : [priceListLock(list)]), RESEARCH];
      },
    },
  ),
];
