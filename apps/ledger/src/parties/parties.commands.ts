import { checkIban } from '#domain/installation';
import { owner, resident } from '#domain/parties';
import { commandsOf } from '../commands/definition.js';
import { dwellingLock } from '../commands/lock-names.js';
import {
  EndSelfBillingMandateDto,
  GiveSelfBillingMandateDto,
  MoveResidentInDto,
  MoveResidentOutDto,
  OptResidentInDto,
  OptResidentOutDto,
  RegisterOwnerDto,
  RegisterResidentDto,
  UndertakeNoRechargeDto,
} from './parties.dto.js';

const onOwner = commandsOf({
  decider: owner,
  stream: (command) => `owner-${command.owner}`,
  context: async (command, reads) => ({
    siteKnown: command.type === 'UndertakeNoRecharge' && (await reads.site(command.site)) !== null,
  }),
});

const onResident = commandsOf({
  decider: resident,
  stream: (command) => `resident-${command.resident}`,
  context: async (command, reads) => {
    if (command.type !== 'MoveResidentIn') return { dwellingKnown: false, occupants: [] };
    const { site, dwelling } = command;
    const known = await reads.site(site);
    return {
      dwellingKnown: known?.dwellings.has(dwelling) ?? false,
      occupants: await reads.occupantsOf(site, dwelling),
    };
  },
});

export const OWNER_COMMANDS = [
  onOwner(
    'RegisterOwner',
    'Someone owns buildings or holds their electricity contracts. Again: new address, VAT status or account.',
    RegisterOwnerDto,
  ),
  onOwner(
    'GiveSelfBillingMandate',
    'The owner lets us draw up its invoices in its name (CGI art. 289 I-2).',
    GiveSelfBillingMandateDto,
  ),
  onOwner('EndSelfBillingMandate', 'The mandate holds no longer.', EndSelfBillingMandateDto),
  onOwner(
    'UndertakeNoRecharge',
    'The owner undertakes not to charge residents of a site for this heat.',
    UndertakeNoRechargeDto,
  ),
];

export const RESIDENT_COMMANDS = [
  onResident(
    'RegisterResident',
    'A person lives, or will live, with our heat; who that is, is sealed. Again: new contact or language.',
    RegisterResidentDto,
    {
      // What is sealed can no longer be checked, so it is checked here.
      payload: async ({ resident: id, person, language }, reads) =>
        (person.iban === null ? null : checkIban('person.iban', person.iban)) ?? {
          resident: id,
          person: await reads.seal(id, person),
          language,
        },
    },
  ),
  onResident('MoveResidentIn', 'The resident lives in a dwelling from a day on.', MoveResidentInDto, {
    // Whoever moves in beside it must be seen.
    locks: ({ site, dwelling }) => [dwellingLock(site, dwelling)],
  }),
  onResident('MoveResidentOut', 'The resident left a dwelling.', MoveResidentOutDto),
  onResident('OptResidentIn', 'The resident agreed to be repaid from a day on.', OptResidentInDto),
  onResident('OptResidentOut', 'The resident is not repaid from a day on.', OptResidentOutDto),
];
