import { EncodingSeen, type FecEncoding } from './encoding.js';
import { Entries, type FecNumbering } from './entries.js';
import { amountText, dayOf } from './fields.js';
import { yearEndOf } from './file-name.js';
import { Findings, type FecFinding } from './findings.js';
import { readHeader, type Layout } from './layout.js';
import { FecLine, checkFields, sidesOf, type YearDays } from './line.js';
import { Lines, type LineEnd, type RawLine } from './lines.js';
import type { FecRule } from './rules.js';

export interface FecCheckOptions {
  /** Name of the file, without its folder. */
  readonly name: string;
  /** First day of the fiscal year (yyyy-mm-dd); null: twelve months before the day that the name says. */
  readonly from: string | null;
  readonly numbering: FecNumbering;
  readonly ignored: ReadonlySet<FecRule>;
}

export interface FecReport {
  /** Whether nothing was found. */
  readonly clean: boolean;
  readonly bytes: number;
  /** Lines of postings, without header and blank ones. */
  readonly lines: number;
  readonly entries: number;
  readonly encoding: FecEncoding;
  readonly separator: 'TAB' | '|' | null;
  /** Null: no line has an end. */
  readonly lineEnd: LineEnd | null;
  readonly amounts: Layout['amounts'] | null;
  /** yyyy-mm-dd; null where the name does not say it. */
  readonly yearEnd: string | null;
  /** EUR with a decimal comma, as far as they can be read. */
  readonly debit: string;
  readonly credit: string;
  /** How often each rule is broken. */
  readonly counts: Readonly<Partial<Record<FecRule, number>>>;
  /** The first of each rule, by line. */
  readonly findings: readonly FecFinding[];
  /** Found and not listed. */
  readonly more: number;
}

/** The norm has no control characters but those that end a line and separate fields. */
const CONTROL = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f]');
const CONTROL_BUT_TAB = new RegExp('[\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f]');
const UTF8_MARK = '\u00ef\u00bb\u00bf';
const UTF16_MARK = /^(?:\u00ff\u00fe|\u00fe\u00ff)/;

/** Without a mark: every other byte of ASCII in UTF-16 is zero, and no line of a FEC has any. */
const isUtf16 = (text: string): boolean =>
  UTF16_MARK.test(text) || /^(?:[\u0001-\u007f]\0){4}|^(?:\0[\u0001-\u007f]){4}/.test(text);

/** Checks a FEC as its bytes come; keeps one line and one entry at a time, however large the file. */
export class FecChecker {
  private readonly findings: Findings;
  private readonly lines = new Lines();
  private readonly encoding = new EncodingSeen();
  private readonly entries: Entries;
  private readonly yearEnd: string | null;
  private readonly year: YearDays | null;
  private readonly shown = (text: string): string => this.encoding.shown(text);
  private layout: Layout | null = null;
  private lineEnd: LineEnd | null = null;
  private line = 0;
  private postings = 0;
  private bytes = 0;
  /** Nothing that follows can be read as a FEC. */
  private lost = false;
  private utf16 = false;

  constructor({ name, from, numbering, ignored }: FecCheckOptions) {
    this.findings = new Findings(ignored);
    this.entries = new Entries(this.findings, numbering);
    this.yearEnd = yearEndOf(name, this.findings);
    this.year = this.yearEnd === null ? null : yearDays(this.yearEnd, from);
  }

  write(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    if (this.lost) return;
    for (const line of this.lines.push(bytes)) this.take(line);
  }

  /** The report, once all bytes were written. */
  end(): FecReport {
    if (!this.lost) for (const line of this.lines.end()) this.take(line);
    if (this.bytes === 0) this.findings.add('FILE_EMPTY', { line: null, column: null });
    else if (this.postings === 0 && !this.lost) this.findings.add('NO_ENTRIES', { line: null, column: null });
    this.entries.end();
    const { findings, layout, entries } = this;
    return {
      clean: findings.total === 0,
      bytes: this.bytes,
      lines: this.postings,
      entries: entries.count,
      encoding: this.utf16 ? 'UTF-16' : this.encoding.encoding,
      separator: layout === null ? null : layout.separator === '\t' ? 'TAB' : '|',
      lineEnd: this.lineEnd,
      amounts: layout?.amounts ?? null,
      yearEnd: this.yearEnd?.replace(/^(\d{4})(\d{2})/, '$1-$2-') ?? null,
      debit: amountText(entries.totals.debit),
      credit: amountText(entries.totals.credit),
      counts: findings.counts,
      findings: findings.listed,
      more: findings.total - findings.listed.length,
    };
  }

  private take(raw: RawLine): void {
    if (this.lost) return;
    this.line++;
    const place = { line: this.line, column: null };
    this.checkEnd(raw);
    if (raw.tooLong) {
      this.findings.add('LINE_TOO_LONG', place);
      this.entries.unreadable();
      if (this.layout === null) this.lost = true;
      return;
    }
    const text = this.line === 1 ? this.withoutMark(raw.text) : raw.text;
    if (this.lost) return;
    if (text.trim() === '') return this.findings.add('BLANK_LINE', place);
    if (this.encoding.look(text)) this.findings.add('ENCODING', place, this.shown(text));
    if (this.layout !== null) return this.takePosting(text, this.layout);
    this.takeHeader(text);
  }

  private takeHeader(text: string): void {
    const header = readHeader(text, this.findings);
    if (header === null) {
      this.lost = true;
      return;
    }
    this.layout = header.layout;
    if (!header.isHeader) this.takePosting(text, header.layout);
  }

  private takePosting(text: string, layout: Layout): void {
    this.postings++;
    const fields = text.split(layout.separator);
    this.checkText(text, fields, layout);
    if (fields.length !== layout.names.length && !this.isTrailing(fields, layout)) {
      const [count, wanted] = [fields.length, layout.names.length];
      this.findings.add(
        'FIELD_COUNT',
        { line: this.line, column: null },
        `${count} fields`,
        `${wanted} fields`,
      );
      return this.entries.unreadable();
    }
    const line = new FecLine(this.line, fields, layout, this.findings, this.shown);
    checkFields(line, this.year);
    this.entries.take(line, sidesOf(line, layout.amounts));
  }

  /** A separator after the last field, not one within a label: what follows stands where it belongs. */
  private isTrailing(fields: readonly string[], { names, at }: Layout): boolean {
    if (fields.length !== names.length + 1 || fields.at(-1) !== '') return false;
    if (at.ValidDate >= 0 && dayOf(fields[at.ValidDate] ?? '') === null) return false;
    this.findings.add('TRAILING_SEPARATOR', { line: this.line, column: null });
    return true;
  }

  /** What no field of any line holds. */
  private checkText(text: string, fields: readonly string[], { names, separator }: Layout): void {
    if (!(separator === '\t' ? CONTROL_BUT_TAB : CONTROL).test(text) && !text.includes('"')) return;
    fields.forEach((field, at) => {
      const place = { line: this.line, column: { number: at + 1, name: names[at] ?? '' } };
      const control =
        this.encoding.encoding === 'UTF-8' ? CONTROL.test(this.shown(field)) : CONTROL.test(field);
      if (control) this.findings.add('CONTROL_CHARACTER', place, JSON.stringify(this.shown(field)));
      if (/^".*"$/.test(field)) this.findings.add('QUOTED_FIELD', place, this.shown(field));
    });
  }

  private checkEnd({ end }: RawLine): void {
    if (end === null) return;
    this.lineEnd ??= end;
    if (end !== this.lineEnd)
      this.findings.add('LINE_ENDS_MIXED', { line: this.line, column: null }, end, this.lineEnd);
  }

  private withoutMark(text: string): string {
    if (isUtf16(text)) {
      this.findings.add('ENCODING', { line: 1, column: null }, 'UTF-16');
      this.lost = true;
      this.utf16 = true;
      // What ends its lines was guessed from halves of characters.
      this.lineEnd = null;
      return '';
    }
    if (!text.startsWith(UTF8_MARK)) return text;
    this.findings.add('BYTE_ORDER_MARK', { line: 1, column: null });
    return text.slice(UTF8_MARK.length);
  }
}

/** Twelve months up to the last day, unless its first day is told. */
function yearDays(end: string, from: string | null): YearDays | null {
  const last = dayOf(end);
  if (last === null) return null;
  const told = from === null ? null : dayOf(from.replaceAll('-', ''));
  const yearBefore = new Date((last + 1) * 86_400_000);
  yearBefore.setUTCFullYear(yearBefore.getUTCFullYear() - 1);
  return { first: told ?? yearBefore.getTime() / 86_400_000, last };
}
