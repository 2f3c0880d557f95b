import type { Kysely } from 'kysely';
import { documentKey, settledDocument, type SettledDocument } from '#domain/settlements';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import { issuedDocumentAt } from '../closing/issued-document.js';

export interface DocumentRef {
  readonly series: string;
  readonly number: string;
}

/** Issued documents as money sees them, by `series/number`; unknown ones are missing. */
export async function settledDocuments(
  models: Kysely<Tables>,
  store: EventStore,
  refs: readonly DocumentRef[],
): Promise<Map<string, SettledDocument>> {
  const found = new Map<string, SettledDocument>();
  for (const ref of refs) {
    const row = await models
      .selectFrom('document')
      .select('idx')
      .where('series', '=', ref.series)
      .where('number', '=', ref.number)
      .executeTakeFirst();
    if (row === undefined) continue;
    found.set(documentKey(ref), settledDocument(await issuedDocumentAt(store, Number(row.idx))));
  }
  return found;
}
