import type { Kysely } from 'kysely';
import { documentKey, settledDocument, type SettledDocument } from '#domain/settlements';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import type { IssuedDocument } from '#domain/periods';
import type { LogReads } from '../closing/as-of-store.js';
import { issuedDocumentAt } from '../closing/issued-document.js';

export interface DocumentRef {
  readonly series: string;
  readonly number: string;
}

/**
 * Issued documents as money sees them, by `series/number`; unknown ones are missing. A corrected invoice (type 384) is
 * the paper of another document, which is what is owed: that one stands under its number.
 */
export async function settledDocuments(
  models: Kysely<Tables>,
  store: EventStore,
  refs: readonly DocumentRef[],
): Promise<Map<string, SettledDocument>> {
  const found = new Map<string, SettledDocument>();
  for (const ref of refs) {
    const document = await originalOf(models, store, ref);
    if (document !== null) found.set(documentKey(ref), settledDocument(document));
  }
  return found;
}

/** What an amount settles, under the numbers of the documents that are owed: a corrected invoice is their paper. */
export async function underOriginals<Named extends DocumentRef>(
  models: Kysely<Tables>,
  store: LogReads,
  named: readonly Named[],
): Promise<Named[]> {
  const replaced: Named[] = [];
  for (const one of named) {
    const document = await originalOf(models, store, one);
    replaced.push(document === null ? one : { ...one, number: document.number });
  }
  return replaced;
}

/** The document itself, or the one whose paper it replaced; null where none has the number. */
export async function originalOf(
  models: Kysely<Tables>,
  store: LogReads,
  { series, number }: DocumentRef,
): Promise<IssuedDocument | null> {
  for (let next: string | undefined = number; next !== undefined;) {
    const row: { idx: number } | undefined = await models
      .selectFrom('document')
      .select('idx')
      .where('series', '=', series)
      .where('number', '=', next)
      .executeTakeFirst();
    if (row === undefined) return null;
    const document = await issuedDocumentAt(store, Number(row.idx));
    if (document.kind !== 'corrected-invoice') return document;
    next = document.cites[0]?.number;
  }
  return null;
}
