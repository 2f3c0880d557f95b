import { registeredParty, type DocumentDraft } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { openPerson, sealPerson, type DocumentParty, type SealedPerson } from '#events';
import type { ClosingDeps } from './deps.js';

export { mentionFacts } from '#domain/documents';

const NONCE_BYTES = 12;
/** What stands where a person's key was destroyed: the document remains, the name does not. */
const ERASED = { name: '(erased)', address: '(erased)' } as const;

/**
 * Who the other party is in the document. A person's name is opened and sealed again under a key of
 * this document, which an erasure of the person spares for as long as the law wants the document kept.
 */
export async function partyAtIssue(
  { keys, randomness }: Pick<ClosingDeps, 'keys' | 'randomness'>,
  facts: Facts,
  draft: DocumentDraft,
): Promise<DocumentParty> {
  const sealedFor = async (person: SealedPerson): Promise<DocumentParty['identity']> => {
    const opened = await keys.open(person.keyId);
    if (opened.kind !== 'key') return ERASED;
    const { name, address } = openPerson(opened.key, person);
    const named = await keys.obtain(`document:${draft.planned}`);
    return { person: sealPerson(named, { name, address: address ?? '' }, randomness?.(NONCE_BYTES)) };
  };
  const party = registeredParty(facts, draft);
  if (!('person' in party.identity)) return party;
  return { ...party, identity: await sealedFor(party.identity.person) };
}
