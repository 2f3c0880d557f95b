import { invariant } from '#domain/decision';
import { endpointOf, referencesOf, type DocumentDraft, type MentionFacts } from '#domain/documents';
import { mandateOn, type Facts } from '#domain/facts';
import { openPerson, sealPerson, type DocumentParty, type OwnerRegistered, type SealedPerson } from '#events';
import type { ClosingDeps } from './deps.js';

const NONCE_BYTES = 12;
/** What stands where a person's key was destroyed: the document remains, the name does not. */
const ERASED = { name: '(erased)', address: '(erased)' } as const;

type Registered = Pick<OwnerRegistered['data'], 'country' | 'siren' | 'vatNumber' | 'siret' | 'endpoint'>;

function taxIdentityOf(
  { country, siren, vatNumber, siret = null, endpoint }: Registered,
  email: string | null,
) {
  const deliveredTo = endpointOf(endpoint, { country, siren, vatNumber }, email);
  return { country, siren, siret, vatNumber, endpoint: deliveredTo, legalMention: null };
}

/** The other party as it is registered; a person's name is sealed under the person's own key. */
export function partyOf(facts: Facts, { party }: Pick<DocumentDraft, 'party'>): DocumentParty {
  if (party.kind === 'owner') {
    const owner = facts.owners.get(party.id)?.registered;
    invariant(owner !== undefined, `owner ${party.id} was never registered`);
    const { name, address } = owner;
    return { ...taxIdentityOf(owner, null), party: party.id, identity: { name, address } };
  }
  if (party.kind === 'resident') {
    const resident = facts.residents.get(party.id)?.registered;
    invariant(resident !== undefined, `resident ${party.id} was never registered`);
    const abroad = taxIdentityOf({ country: 'FR', siren: null, vatNumber: null }, null);
    return { ...abroad, party: party.id, identity: { person: resident.person } };
  }
  const client = facts.clients.get(party.id);
  invariant(client !== undefined, `client ${party.id} was never registered`);
  const { identity } = client;
  if ('person' in identity)
    return { ...taxIdentityOf(client, null), party: party.id, identity: { person: identity.person } };
  const { name, address, email } = identity;
  return { ...taxIdentityOf(client, email), party: party.id, identity: { name, address } };
}

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
  const party = partyOf(facts, draft);
  if (!('person' in party.identity)) return party;
  return { ...party, identity: await sealedFor(party.identity.person) };
}

/** What the sentences and references of a document depend on: mandates as of the cut, names as they are given. */
export function mentionFacts(
  atCut: Facts,
  names: Facts,
  { party, lines }: Pick<DocumentDraft, 'party' | 'lines'>,
  issueDate: string,
): MentionFacts {
  invariant(names.company !== null, 'a document without a company');
  const owner = party.kind === 'owner' ? atCut.owners.get(party.id) : undefined;
  return {
    company: names.company,
    client: party.kind === 'client' ? (names.clients.get(party.id) ?? null) : null,
    owner: party.kind === 'owner' ? (names.owners.get(party.id)?.registered ?? null) : null,
    mandate: owner === undefined ? null : mandateOn(owner, issueDate),
    ...(party.kind === 'client' ? { references: referencesOf(lines, atCut) } : {}),
  };
}
