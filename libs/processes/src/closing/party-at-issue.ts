import { invariant } from '#domain/decision';
import { endpointOf, type DocumentDraft, type MentionFacts } from '#domain/documents';
import { mandateOn, type Facts } from '#domain/facts';
import { openPerson, sealPerson, type DocumentParty, type OwnerRegistered, type SealedPerson } from '#events';
import type { ClosingDeps } from './deps.js';

const NONCE_BYTES = 12;
/** What stands where a person's key was destroyed: the document remains, the name does not. */
const ERASED = { name: '(erased)', address: '(erased)' } as const;

const taxIdentityOf = ({
  country,
  siren,
  vatNumber,
  siret = null,
  endpoint,
}: Pick<OwnerRegistered['data'], 'country' | 'siren' | 'vatNumber' | 'siret' | 'endpoint'>) => ({
  country,
  siren,
  siret,
  vatNumber,
  endpoint: endpointOf(endpoint, { country, siren }),
  legalMention: null,
});

/**
 * Who the other party is on the day of issue. A person's name is opened and sealed again under a key of
 * this document, which an erasure of the person spares for as long as the law wants the document kept.
 */
export async function partyAtIssue(
  { keys, randomness }: Pick<ClosingDeps, 'keys' | 'randomness'>,
  facts: Facts,
  { party, planned }: DocumentDraft,
): Promise<DocumentParty> {
  const sealedFor = async (person: SealedPerson): Promise<DocumentParty['identity']> => {
    const opened = await keys.open(person.keyId);
    if (opened.kind !== 'key') return ERASED;
    const { name, address } = openPerson(opened.key, person);
    const named = await keys.obtain(`document:${planned}`);
    return { person: sealPerson(named, { name, address: address ?? '' }, randomness?.(NONCE_BYTES)) };
  };
  if (party.kind === 'owner') {
    const owner = facts.owners.get(party.id)?.registered;
    invariant(owner !== undefined, `owner ${party.id} was never registered`);
    const { name, address } = owner;
    return { ...taxIdentityOf(owner), party: party.id, identity: { name, address } };
  }
  if (party.kind === 'resident') {
    const resident = facts.residents.get(party.id)?.registered;
    invariant(resident !== undefined, `resident ${party.id} was never registered`);
    const identity = await sealedFor(resident.person);
    return { ...taxIdentityOf({ country: 'FR', siren: null, vatNumber: null }), party: party.id, identity };
  }
  const client = facts.clients.get(party.id);
  invariant(client !== undefined, `client ${party.id} was never registered`);
  const identity =
    'person' in client.identity
      ? await sealedFor(client.identity.person)
      : { name: client.identity.name, address: client.identity.address };
  return { ...taxIdentityOf(client), party: party.id, identity };
}

export function mentionFacts(
  atCut: Facts,
  names: Facts,
  { party }: DocumentDraft,
  issueDate: string,
): MentionFacts {
  invariant(names.company !== null, 'a document without a company');
  const owner = party.kind === 'owner' ? atCut.owners.get(party.id) : undefined;
  return {
    company: names.company,
    client: party.kind === 'client' ? (names.clients.get(party.id) ?? null) : null,
    owner: party.kind === 'owner' ? (names.owners.get(party.id)?.registered ?? null) : null,
    mandate: owner === undefined ? null : mandateOn(owner, issueDate),
  };
}

/**
 * Why a draft cannot be issued on its date, as known at the cut. Known at the cut, so that every
 * close of the month, at whatever time, comes to the same.
 */
export function reasonsAgainst(facts: Facts, draft: DocumentDraft, issueDate: string): string[] {
  const reasons = [...draft.obstacles];
  const selfBilled = draft.kind === 'self-billed-invoice' || draft.kind === 'self-billed-credit-note';
  const owner = facts.owners.get(draft.party.id);
  if (selfBilled && (owner === undefined || mandateOn(owner, issueDate) === null))
    reasons.push('MANDATE_MISSING');
  return reasons;
}
