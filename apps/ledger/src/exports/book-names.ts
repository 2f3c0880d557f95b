import type { Kysely } from 'kysely';
import type { FiscalCalendar } from '#domain/accounting';
import { type DomainEvent, readEvent } from '#events';
import type { ZoneOffsets } from '#domain/calendar';
import type { BookNames } from '#exports/books';
import type { Tables } from '#read-models';

/** What the books need of the facts, as they stood at an index. */
export interface BookFacts {
  readonly names: BookNames;
  readonly zone: ZoneOffsets;
  readonly calendar: FiscalCalendar;
}

type Registered = Extract<DomainEvent, { type: 'CompanyRegistered' }>['data'];
type Chart = Extract<DomainEvent, { type: 'ChartOfAccountsSet' }>['data'];

const TYPES = [
  'CompanyRegistered',
  'ChartOfAccountsSet',
  'ClientRegistered',
  'OwnerRegistered',
  'ZoneOffsetsRecorded',
  'FiscalYearLocked',
] as const;

/** Accounts by which an owner is meant. */
const ownerAccounts = ({ owners, ownersToReceive, ownerCreditsToReceive }: Chart): readonly string[] => [
  owners,
  ownersToReceive,
  ownerCreditsToReceive,
];

class Told {
  company: Registered | null = null;
  readonly zones = new Map<string, ZoneOffsets>();
  readonly locked: FiscalCalendar['locked'][number][] = [];
  readonly labels = new Map<string, string>();
  readonly ofOwners = new Set<string>();
  readonly clients = new Map<string, string>();
  readonly owners = new Map<string, string>();

  apply(event: DomainEvent): void {
    if (event.type === 'CompanyRegistered') this.company = event.data;
    if (event.type === 'ZoneOffsetsRecorded') this.zones.set(event.data.zone, event.data);
    if (event.type === 'FiscalYearLocked') this.locked.push(event.data);
    if (event.type === 'OwnerRegistered') this.owners.set(event.data.owner, event.data.name);
    if (event.type === 'ClientRegistered' && 'name' in event.data.identity)
      this.clients.set(event.data.client, event.data.identity.name);
    if (event.type !== 'ChartOfAccountsSet') return;
    // Accounts of an earlier chart keep their label: the books hold postings to them for ever.
    for (const { account, label } of event.data.labels) this.labels.set(account, label);
    for (const account of ownerAccounts(event.data)) this.ofOwners.add(account);
  }

  party(party: string, account?: string): string {
    const [client, owner] = [this.clients.get(party), this.owners.get(party)];
    const meansOwner = account !== undefined && this.ofOwners.has(account);
    return (meansOwner ? (owner ?? client) : (client ?? owner)) ?? party;
  }
}

/** Names and calendar as they stood after the event of an index; null before a company is registered. */
export async function bookFactsAt(models: Kysely<Tables>, index: number): Promise<BookFacts | null> {
  const rows = await models
    .selectFrom('fact')
    .select(['type', 'version', 'data'])
    .where('type', 'in', [...TYPES])
    .where('idx', '<=', index)
    .orderBy('idx')
    .execute();
  const told = new Told();
  for (const row of rows) told.apply(readEvent(row));
  const { company } = told;
  const zone = company === null ? undefined : told.zones.get(company.zone);
  if (company === null || zone === undefined) return null;
  return {
    names: {
      company: { name: company.name, siren: company.siren },
      account: (account) => told.labels.get(account) ?? account,
      party: (party, account) => told.party(party, account),
    },
    zone,
    calendar: { startMonth: company.fiscalYearStartMonth, locked: told.locked },
  };
}
