import type { Type } from '@nestjs/common';
import type { CreditCommand } from '#domain/credits';
import { refuse } from '#domain/decision';
import { pathOf, type CommandDefinition } from '../commands/definition.js';
import { REUSED, problemOfFailure } from '../commands/execute.js';
import { FISCAL_YEARS, MONEY } from '../commands/lock-names.js';
import { problemOfRefusal, type CommandOutcome } from '../commands/outcome.js';
import { CancelDocumentDto, CorrectInvoiceDto, CreditDocumentDto } from './credits.dto.js';

type PayloadOf<Name extends CreditCommand['type']> = Omit<Extract<CreditCommand, { type: Name }>, 'type'>;

/**
 * A decision about a document: issued at once in the series. No month is cut and no year locked meanwhile, and nothing
 * else is credited: what is left of the document is what is read.
 */
function onDocument<const Name extends CreditCommand['type'], Dto extends PayloadOf<Name>>(
  name: Name,
  says: string,
  dto: Type<Dto>,
): CommandDefinition {
  const path = pathOf(name);
  return {
    name,
    path,
    says,
    dto,
    eventsNeeded: null,
    // Read models that are behind are waited for before anybody else has to wait.
    locksOf: async (_, reads) => {
      await reads.money().projected();
      return [MONEY, FISCAL_YEARS];
    },
    prepare: () => Promise.resolve(refuse('COMMAND_UNKNOWN', 'command', 'It is carried out by its process.')),
    async carryOut(payload, meta, { store, reads }): Promise<CommandOutcome> {
      const told = { command: path, commandId: meta.commandId };
      const command = { type: name, ...payload } as CreditCommand;
      const outcome = await reads.credits().carryOut(command, meta, store, () => reads.facts());
      switch (outcome.kind) {
        case 'refused': {
          const { refusal } = outcome;
          const problem = refusal.code === REUSED.code ? REUSED : problemOfRefusal(refusal);
          return { ...told, status: 'refused', problem };
        }
        case 'failed':
          return { ...told, status: 'refused', problem: problemOfFailure(outcome) };
        case 'issued': {
          const events = outcome.events.map(({ type, stream, revision }) => ({ type, stream, revision }));
          return { ...told, status: 'done', events, position: outcome.events.at(-1)?.index ?? null };
        }
      }
    },
  };
}

export const CREDIT_COMMANDS: readonly CommandDefinition[] = [
  onDocument(
    'CreditDocument',
    'A part of a document is given back, or all that is left of it (type 381, of self-billed ones 261): never more than it still holds. Of a prepayment invoice: what no invoice deducted, to be paid back.',
    CreditDocumentDto,
  ),
  onDocument(
    'CancelDocument',
    'All that is left of a document is taken back; reissued, it is billed anew in the same moment, with names, references and VAT as they stand now.',
    CancelDocumentDto,
  ),
  onDocument(
    'CorrectInvoice',
    'The paper of an invoice is replaced (type 384): the same figures, parties and references as they stand now. Nothing more is owed.',
    CorrectInvoiceDto,
  ),
];
