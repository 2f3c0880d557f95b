import { PLAIN_TERMS, client } from '#domain/compute-contracts';
import { commandsOf } from '../commands/definition.js';
import { EndContractDto, GiveGrantDto, RegisterClientDto, SignContractDto } from './contracts.dto.js';

const onClient = commandsOf({
  decider: client,
  stream: (command) => `client-${command.client}`,
  context: async (command, reads) => {
    if (command.type !== 'SignContract' && command.type !== 'GiveGrant') {
      return { priceList: null, contractOf: null };
    }
    return {
      priceList: await reads.priceList(command.priceList),
      contractOf: await reads.clientOfContract(command.contract),
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
      alone: true,
      payload: (contract) => Promise.resolve({ ...contract, ...PLAIN_TERMS }),
    },
  ),
  onClient('GiveGrant', 'Work under a contract is given free for research from a day on.', GiveGrantDto, {
    alone: true,
    // Nothing enforces a limit yet, so nobody can promise one.
    payload: (grant) => Promise.resolve({ ...grant, limitCoreHours: null }),
  }),
  onClient('EndContract', 'A contract or grant ends.', EndContractDto),
];
