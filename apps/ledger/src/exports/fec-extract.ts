import { fiscalYearOf } from '#domain/accounting';
import type { BookEntry } from '#exports/books';
import { fecBytes, fecFileName, Lettering, openingEntry } from '#exports/fec';
import { Problem } from '../http/index.js';
import type { OpenBooks } from './books.js';
import type { ExportDefinition } from './definition.js';

/** A FEC holds one fiscal year: twelve months, or what a locked year of another calendar left. Throws 400 NOT_A_FISCAL_YEAR. */
function checkYear({ span, calendar }: OpenBooks): void {
  const { from, to } = fiscalYearOf(span.to, calendar);
  if (span.from === from && span.to === to) return;
  throw new Problem(400, {
    code: 'NOT_A_FISCAL_YEAR',
    field: 'year',
    remedy: `A FEC holds one fiscal year. Give the calendar year that it ends in (year=${to.slice(0, 4)}), or from=${from} and to=${to}.`,
  });
}

async function openingOf(books: OpenBooks): Promise<BookEntry | null> {
  const { openings } = await books.extract();
  return openingEntry(openings, books.span.from);
}

/** Entries are read once for their letters and once to be written: only what is settled is kept in memory. */
async function letteringOf(books: OpenBooks): Promise<Lettering> {
  const lettering = new Lettering();
  for await (const link of books.settlements()) lettering.link(link);
  for await (const entry of books.entries('log')) lettering.add(entry);
  lettering.end();
  return lettering;
}

/** A locked year may have rested: what stood goes on standing. Throws 404 YEAR_EMPTY. */
function checkNotEmpty({ span, totals, calendar }: OpenBooks, opening: BookEntry | null): void {
  const rested = opening !== null && calendar.locked.some(({ to }) => to === span.to);
  if (totals.entries > 0 || rested) return;
  throw new Problem(404, {
    code: 'YEAR_EMPTY',
    field: 'year',
    remedy: `No entry is dated from ${span.from} to ${span.to}: there is nothing to extract yet.`,
  });
}

const extractOf = (
  name: string,
  what: string,
  opened: (books: OpenBooks) => Promise<BookEntry | null>,
): ExportDefinition => ({
  name,
  what: `FEC-format extract of heatledger's journals for a fiscal year, ${what}`,
  formats: ['tab', 'pipe'],
  async file(books, format) {
    checkYear(books);
    const { span, names } = books;
    const opening = await opened(books);
    checkNotEmpty(books, opening);
    const lettering = await letteringOf(books);
    return {
      name: fecFileName(names.company.siren, span.to),
      mediaType: 'text/plain; charset=iso-8859-15',
      body: fecBytes({
        opening,
        entries: books.entries('log'),
        names,
        separator: format === 'pipe' ? '|' : '\t',
        lettered: (index, place) => lettering.of(index, place),
      }),
    };
  },
});

/** It does not claim to be the company's whole FEC: its accounting package takes it over. */
export const fec = extractOf('fec', 'opening balances first', openingOf);
export const fecWithoutOpening = extractOf('fec-without-opening', 'without opening balances', () =>
  Promise.resolve(null),
);
