import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { addExact } from '#domain/quantity';
import { creditTerms } from '#domain/rating';
import type { DocumentDraft } from '#domain/documents';
import type { DwellingProof, SealedComfort, SealedEnergy, SealedHeater } from '#events';
import { comfortByDwelling, comfortOf } from './comfort.js';
import { ownValueCents, residentAccount } from './proof-rows.js';
import { dwellingSpans, heatedDwellings, type DwellingSpan } from './residencies.js';
import { worseStatus } from './status.js';
import { undertakingCovers } from './undertaking.js';

/**
 * For each dwelling with a heater and each residency of the month: whether the heat was free, by how much not,
 * or what is missing to say so. At the cut nothing is paid yet, so a credit is due, never paid.
 */
export function proveDwellings(
  facts: Facts,
  period: Month,
  sealed: readonly SealedHeater[],
  drafts: readonly DocumentDraft[],
): DwellingProof[] {
  const rows = new Map<string, SealedEnergy[]>();
  for (const heater of sealed)
    for (const row of heater.energy) {
      if (row.site === null || row.dwelling === null) continue;
      const key = `${row.site}/${row.dwelling}`;
      const list = rows.get(key) ?? [];
      list.push(row);
      rows.set(key, list);
    }
  const plannedOf = plannedByKey(drafts);
  const comfort = comfortByDwelling(sealed);
  return heatedDwellings(facts, period).flatMap(({ site, dwelling }) =>
    dwellingSpans(facts, site, dwelling, period).flatMap((span) => {
      const own = (rows.get(`${site}/${dwelling}`) ?? []).filter(
        (row) => row.occupant === span.resident && row.from >= span.from && row.from <= span.to,
      );
      // Nobody lived there and nothing was drawn: there is no claim to prove.
      if (span.resident === null && own.length === 0) return [];
      return [prove(facts, period, span, own, comfort.get(`${site}/${dwelling}`) ?? [], plannedOf)];
    }),
  );
}

type Part = Pick<DwellingProof, 'status' | 'ownCostCents' | 'creditedCents' | 'shortCents'> & {
  readonly reasons: ReadonlySet<string>;
};

function prove(
  facts: Facts,
  period: Month,
  span: DwellingSpan,
  rows: readonly SealedEnergy[],
  comfort: readonly SealedComfort[],
  plannedOf: (key: string) => string | null,
): DwellingProof {
  const owners = new Set(rows.flatMap(({ holder }) => (holder?.kind === 'owner' ? holder.id : [])));
  const others = rows.filter((row) => row.holder?.kind !== 'owner');
  const parts = [...[...owners].sort().map((owner) => ownerPart(facts, span, owner, rows))];
  if (others.length > 0) parts.push(residentPart(facts, period, others));
  const whole = parts.reduce(join, NOTHING);
  const reasons = new Set([...whole.reasons, ...(span.resident === null ? ['NOT_OCCUPIED'] : [])]);
  const { site, dwelling, resident, from, to } = span;
  const valueCents = ownValueCents(facts, period, rows);
  const sum = (register: string): number =>
    rows.reduce((wh, row) => (row.register === register ? addExact(wh, row.energyWh) : wh), 0);
  return {
    site,
    dwelling,
    resident,
    from,
    to,
    status: whole.status,
    reasons: [...reasons].sort().slice(0, 20),
    mainWh: sum('main'),
    auxWh: sum('aux'),
    ownCostCents: whole.ownCostCents,
    creditedCents: whole.creditedCents,
    shortCents: whole.shortCents,
    payer: rows.findLast(({ holder }) => holder !== null)?.holder?.id ?? null,
    planned: documentsOf(facts, period, rows, plannedOf),
    ...(valueCents === null ? {} : { valueCents }),
    ...comfortOf(comfort, span),
  };
}

const NOTHING: Part = {
  status: 'FREE_PAID',
  reasons: new Set(),
  ownCostCents: 0,
  creditedCents: 0,
  shortCents: 0,
};

const join = (a: Part, b: Part): Part => ({
  status: worseStatus(a.status, b.status),
  reasons: new Set([...a.reasons, ...b.reasons]),
  ownCostCents: addExact(a.ownCostCents, b.ownCostCents),
  creditedCents: addExact(a.creditedCents, b.creditedCents),
  shortCents: addExact(a.shortCents, b.shortCents),
});

/** Where the owner holds the contract the resident has no cost, if the owner undertook not to recharge the heat. */
function ownerPart(facts: Facts, span: DwellingSpan, owner: string, rows: readonly SealedEnergy[]): Part {
  const held = rows.filter((row) => row.holder?.kind === 'owner' && row.holder.id === owner);
  const from = held.reduce((first, row) => (row.from < first ? row.from : first), held[0]!.from);
  const to = held.reduce((last, row) => (row.to > last ? row.to : last), held[0]!.to);
  return undertakingCovers(facts, owner, span.site, from, to)
    ? NOTHING
    : { ...NOTHING, status: 'UNPROVEN', reasons: new Set(['NO_UNDERTAKING']) };
}

function residentPart(facts: Facts, period: Month, rows: readonly SealedEnergy[]): Part {
  const { ownCostCents, creditedCents, shortReasons, missing } = residentAccount(facts, period, rows);
  const shortCents = Math.max(0, ownCostCents - creditedCents);
  const amounts = { ownCostCents, creditedCents, shortCents };
  if (shortCents > 0) return { ...amounts, status: 'SHORT', reasons: new Set([...shortReasons, ...missing]) };
  if (missing.size > 0) return { ...amounts, status: 'UNPROVEN', reasons: missing };
  return { ...amounts, status: creditedCents > 0 ? 'FREE_DUE' : 'FREE_PAID', reasons: new Set() };
}

function plannedByKey(drafts: readonly DocumentDraft[]): (key: string) => string | null {
  const planned = new Map(
    drafts.flatMap((draft) => draft.lines.map((line) => [line.key, draft.planned] as const)),
  );
  return (key) => planned.get(key) ?? null;
}

/** The documents in which these rows are credited. */
function documentsOf(
  facts: Facts,
  period: Month,
  rows: readonly SealedEnergy[],
  plannedOf: (key: string) => string | null,
): string[] {
  const planned = rows.flatMap((row) =>
    row.status === 'credited' ? (plannedOf(creditTerms(facts, period, row).key) ?? []) : [],
  );
  return [...new Set(planned)].sort().slice(0, 20);
}
