import { localDateAt } from '#domain/calendar';
import { researchBudget } from '#domain/compute-contracts';
import { grantPromises } from '#domain/facts';
import { commandsOf } from '../commands/definition.js';
import { RESEARCH } from '../commands/lock-names.js';
import { SetResearchBudgetDto } from './research.dto.js';

const onBudget = commandsOf({
  decider: researchBudget,
  stream: () => 'company',
  context: async (_command, reads) => {
    const facts = await reads.facts();
    const zone = facts.zones.get(facts.company?.zone ?? '');
    const today =
      zone === undefined ? new Date(reads.now()).toISOString().slice(0, 10) : localDateAt(zone, reads.now());
    return { grants: grantPromises(facts), today };
  },
});

export const RESEARCH_COMMANDS = [
  onBudget(
    'SetResearchBudget',
    'How much computing may be promised to research: from here on every grant needs a limit within it.',
    SetResearchBudgetDto,
    // A grant given beside it might promise more.
    { locks: () => [RESEARCH] },
  ),
];
