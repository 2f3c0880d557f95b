import { beancountJournal } from '#exports/beancount';
import type { BookExtract } from '#exports/books';
import { hledgerJournal } from '#exports/hledger';
import { type ExportDefinition, fileNameOf } from './definition.js';

const TEXT_TYPE = 'text/plain; charset=utf-8';

interface Journal {
  readonly name: string;
  readonly extension: string;
  readonly drawn: (extract: BookExtract) => AsyncIterable<string>;
}

const journalFor = ({ name, extension, drawn }: Journal): ExportDefinition => ({
  name,
  what: `journal for ${name}, with balance assertions`,
  formats: [extension],
  file: async (books) => ({
    name: fileNameOf(name, books, extension),
    mediaType: TEXT_TYPE,
    body: drawn(await books.extract()),
  }),
});

export const hledger = journalFor({ name: 'hledger', extension: 'journal', drawn: hledgerJournal });
export const beancount = journalFor({ name: 'beancount', extension: 'beancount', drawn: beancountJournal });
