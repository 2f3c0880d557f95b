import {
  cancelPlannedId,
  correctedPlannedId,
  creditedPlace,
  papersOf,
  reissuePlannedId,
  type CreditCommand,
  type CreditDocument,
  type Subject,
} from '#domain/credits';
import { isSame, invariant } from '#domain/decision';
import type { IssuedDocument } from '#domain/periods';
import type { RecordedEvent } from '#events';
import { issuedDocument } from '../closing/issued-document.js';
import type { CreditDeps, CreditOutcome } from './deps.js';

type Reading = Pick<CreditDeps, 'models' | 'store'>;

interface Made {
  readonly recorded: RecordedEvent;
  readonly document: IssuedDocument;
}

export const issued = (events: readonly RecordedEvent[]): CreditOutcome => ({
  kind: 'issued',
  events: events.map(({ type, stream, revision, index }) => ({ type, stream, revision, index })),
});
const refused = (code: string, field: string, remedy: string): CreditOutcome => ({
  kind: 'refused',
  refusal: { code, field, remedy },
});

/** What the same command, or the same decision told again, made before; null where it made nothing. */
export async function issuedBefore(
  reading: Reading,
  command: CreditCommand,
  subject: Subject,
  commandId: string,
): Promise<CreditOutcome | null> {
  const { original } = subject;
  switch (command.type) {
    case 'CreditDocument':
      return creditedBefore(reading, command, subject);
    case 'CancelDocument': {
      const credit = await madeAs(reading, cancelPlannedId(original));
      if (credit === null) return null;
      const anew = await madeAs(reading, reissuePlannedId(original));
      if ((anew !== null) === command.reissue)
        return issued([credit.recorded, ...(anew === null ? [] : [anew.recorded])]);
      return refused(
        'DOCUMENT_CANCELLED',
        'reissue',
        `${original.number} was cancelled by ${credit.document.number}${anew === null ? '' : ` and reissued as ${anew.document.number}`}.`,
      );
    }
    case 'CorrectInvoice': {
      const made = await madeAs(reading, correctedPlannedId(original, command.number));
      return made?.recorded.commandId === commandId ? issued([made.recorded]) : null;
    }
  }
}

async function creditedBefore(
  { models, store }: Reading,
  command: CreditDocument,
  { original, later }: Subject,
): Promise<CreditOutcome | null> {
  const name = `.credited.${command.credit}`;
  const rows = await models
    .selectFrom('document')
    .select(['planned', 'idx'])
    .where('planned', 'like', `%${name}`)
    .execute();
  const row = rows.find(({ planned }) => planned.slice(7) === name);
  if (row === undefined) return null;
  const { recorded, document } = await madeAt(store, Number(row.idx));
  const { originalOf } = papersOf(later);
  const cites = originalOf(document.cites[0]?.number ?? '') === original.number;
  const told = document.lines.map((line) => ({ line: creditedPlace(line), netCents: line.amountCents }));
  const byPlace = (lines: NonNullable<CreditDocument['lines']>) => [...lines].sort((a, b) => a.line - b.line);
  const sameLines =
    command.lines === null ||
    isSame(byPlace(command.lines), byPlace(told as NonNullable<CreditDocument['lines']>));
  if (cites && sameLines && (document.reason ?? '').endsWith(command.text)) return issued([recorded]);
  return refused(
    'CREDIT_ID_TAKEN',
    'credit',
    `${command.credit} is another credit (${document.number}); give it an id of its own.`,
  );
}

async function madeAs({ models, store }: Reading, planned: string): Promise<Made | null> {
  const row = await models
    .selectFrom('document')
    .select('idx')
    .where('planned', '=', planned)
    .executeTakeFirst();
  return row === undefined ? null : madeAt(store, Number(row.idx));
}

async function madeAt(store: CreditDeps['store'], index: number): Promise<Made> {
  const [recorded] = (await store.readAll(index, 1)).events;
  invariant(recorded?.index === index, `no event at ${index}`);
  const document = await issuedDocument(store, recorded);
  invariant(document !== null, `event ${index} issues no document`);
  return { recorded, document };
}
