import { openPerson, type DocumentParty } from '#events';
import type { IssuedDocument } from '#domain/periods';
import type { Keys } from '#ports/keys';
import type { PrintableDocument, PrintableParty, ResidentMonth } from '#documents/model';

/** What stands where the key of a document was destroyed. */
const ERASED = { name: '(erased)', address: '(erased)' } as const;

async function printableParty(keys: Keys, party: DocumentParty): Promise<PrintableParty> {
  const { identity, party: _id, ...rest } = party;
  if (!('person' in identity)) return { ...identity, ...rest };
  const opened = await keys.open(identity.person.keyId);
  if (opened.kind !== 'key') return { ...ERASED, ...rest };
  const { name, address } = openPerson(opened.key, identity.person);
  return { name, address: address ?? '', ...rest };
}

/** A document as its reader gets it: names opened with the keys at hand, our books left out. */
export async function printableDocument(
  keys: Keys,
  document: IssuedDocument,
  index: number,
  resident: ResidentMonth | null,
): Promise<PrintableDocument> {
  const {
    seller,
    buyer,
    entry: _entry,
    linesAt: _linesAt,
    planned: _planned,
    cutIndex: _cut,
    ...rest
  } = document;
  return {
    ...rest,
    index,
    resident,
    seller: await printableParty(keys, seller),
    buyer: await printableParty(keys, buyer),
  };
}
