import { isRepayment } from '#domain/documents';
import type { DocumentIssuedData, DocumentKind } from '#events';

/** In the order in which they are made and recorded. */
export const FORMATS = ['json', 'pdf', 'cii', 'ubl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** A document or proof as its files are named. */
export interface FileSubject {
  readonly series: string;
  readonly number: string;
}

const ENDINGS: Readonly<Record<Format, string>> = {
  json: 'json',
  pdf: 'pdf',
  cii: 'cii.xml',
  ubl: 'ubl.xml',
  csv: 'usage.csv',
};

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json',
  pdf: 'application/pdf',
  cii: 'application/xml',
  ubl: 'application/xml',
  csv: 'text/csv; charset=utf-8',
};

/** `2026-08-0001.cii.xml`: what a reader saves it as. */
export const savedAs = ({ number }: Pick<FileSubject, 'number'>, format: Format): string =>
  `${number.replaceAll('/', '-')}.${ENDINGS[format]}`;

/** Its name in the documents port. */
export const fileName = (subject: FileSubject, format: Format): string =>
  `${subject.series}/${savedAs(subject, format)}`;

/** Kinds with lines of their own usage. */
const WITH_USAGE: ReadonlySet<DocumentKind> = new Set([
  'invoice',
  'self-billed-invoice',
  'repayment-statement',
]);

/** The page and the file for programs of a proof. */
export const FORMATS_OF_PROOF: readonly Format[] = ['json', 'pdf'];

/** What a document of this kind can have: whether it is an e-invoice its event says. */
export const formatsOfKind = (kind: DocumentKind): readonly Format[] =>
  FORMATS.filter((format) => {
    if (format === 'csv') return WITH_USAGE.has(kind);
    return format === 'cii' || format === 'ubl' ? !isRepayment(kind) : true;
  });

/** The files of a document: XML where it is an e-invoice, the usage where lines are of its own month. */
export const formatsOf = ({
  kind,
  profile,
}: Pick<DocumentIssuedData, 'kind' | 'profile'>): readonly Format[] =>
  formatsOfKind(kind).filter((format) => profile !== null || (format !== 'cii' && format !== 'ubl'));
