import { Inject, Injectable } from '@nestjs/common';
import type { Kysely, Selectable } from 'kysely';
import type { MoneyOfMonth } from '#domain/claims';
import { isCredit } from '#domain/documents';
import { Decimal, addExact } from '#domain/quantity';
import { monthOfKey } from '#domain/rating';
import type { DocumentKind, DocumentLine } from '#events';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { IssuedDocuments } from '../shape/index.js';

type Row = Pick<
  Selectable<Tables['document']>,
  'idx' | 'number' | 'series' | 'kind' | 'net_cents' | 'gross_cents' | 'prepaid_cents'
>;

/** Money of a month, and of it what the month's own work was billed. */
export interface BilledMonth extends MoneyOfMonth {
  /** Lines of the month's own work alone: no adjustments of other months. Exact EUR. */
  readonly ownBilledEur: Decimal;
}

const CLIENT_KINDS: readonly string[] = ['invoice', 'credit-note'];

/** What a line is worth before it was rounded: price × quantity ÷ base. */
const exactOf = ({ priceEur, quantity, priceBase }: DocumentLine): Decimal =>
  new Decimal(priceEur).times(quantity).div(priceBase);

const sumOf = (lines: readonly DocumentLine[]): Decimal =>
  lines.reduce((sum, line) => sum.plus(exactOf(line)), new Decimal(0));

/** Reads the documents of a month from the log, and what has come in for them. */
@Injectable()
export class MonthMoney {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly issued: IssuedDocuments,
  ) {}

  async of(period: string): Promise<BilledMonth> {
    const rows = await this.models
      .selectFrom('document')
      .select(['idx', 'number', 'series', 'kind', 'net_cents', 'gross_cents', 'prepaid_cents'])
      // A document set aside and issued with a later month is still of the month that computed it.
      .where('planned', '>=', `${period}.`)
      .where('planned', '<', `${period}/`)
      .where('kind', 'not in', ['prepayment-invoice', 'corrected-invoice'])
      .orderBy('idx')
      .execute();
    let [billedEur, ownBilledEur, adjustedCreditsEur] = [new Decimal(0), new Decimal(0), new Decimal(0)];
    // A prepayment that is returned was never billed.
    const returned = new Set<string>();
    for await (const { document } of this.issued.each(rows.map(({ idx }) => idx))) {
      const { kind, lines } = document;
      const sign = isCredit(kind) ? -1 : 1;
      if (document.prepaymentReturned !== undefined) {
        returned.add(document.number);
        continue;
      }
      // What a later close adjusts is planned in its own month; what stands here is the month's own, reissued or not.
      const isOwn = ({ key }: DocumentLine): boolean => monthOfKey(key) === period;
      if (CLIENT_KINDS.includes(kind)) {
        billedEur = billedEur.plus(sumOf(lines).times(sign));
        ownBilledEur = ownBilledEur.plus(sumOf(lines.filter(isOwn)).times(sign));
      } else {
        const others = lines.filter((line) => !isOwn(line));
        adjustedCreditsEur = adjustedCreditsEur.plus(sumOf(others).times(sign));
      }
    }
    const billed = rows.filter(({ kind, number }) => CLIENT_KINDS.includes(kind) && !returned.has(number));
    return {
      billedEur,
      ownBilledEur,
      adjustedCreditsEur,
      documents: billed.map(({ number }) => number),
      setAside: await this.setAside(period),
      ...(await this.collected(billed)),
    };
  }

  /** Net part of what settled each document: received, set off in cash, or prepaid. */
  private async collected(
    documents: readonly Row[],
  ): Promise<{ readonly collectedEur: Decimal; readonly receipts: readonly number[] }> {
    const settled = new Map<string, number>();
    const receipts = new Set<number>();
    for (let from = 0; from < documents.length; from += BATCH) {
      const numbers = documents.slice(from, from + BATCH).map(({ number }) => number);
      const rows = await this.models
        .selectFrom('settlement')
        .select(['series', 'number', 'cents', 'idx'])
        .where('number', 'in', numbers)
        // A credit note lowers what is owed; no money came for that.
        .where('kind', '!=', 'credited')
        .orderBy('idx')
        .orderBy('ord')
        .execute();
      for (const { series, number, cents, idx } of rows) {
        const key = `${series}/${number}`;
        settled.set(key, addExact(settled.get(key) ?? 0, cents));
        receipts.add(idx);
      }
    }
    let collectedEur = new Decimal(0);
    for (const {
      series,
      number,
      kind,
      net_cents: net,
      gross_cents: gross,
      prepaid_cents: prepaid,
    } of documents) {
      if (gross === 0) continue;
      const sign = isCredit(kind as DocumentKind) ? -1 : 1;
      const cents = addExact(settled.get(`${series}/${number}`) ?? 0, prepaid);
      collectedEur = collectedEur.plus(new Decimal(cents).times(net).div(gross).div(100).times(sign));
    }
    return { collectedEur, receipts: [...receipts].sort((a, b) => a - b) };
  }

  private async setAside(period: string): Promise<string[]> {
    const rows = await this.models
      .selectFrom('planned_document')
      .select('planned')
      .where('period', '=', period)
      .where('kind', 'in', [...CLIENT_KINDS])
      .where('status', '!=', 'issued')
      .orderBy('ord')
      .execute();
    return rows.map(({ planned }) => planned);
  }
}

const BATCH = 500;
