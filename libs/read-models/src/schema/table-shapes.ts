import type { Tables } from '../tables.js';

export type TableName = keyof Tables;
export type ColumnType = 'text' | 'bigint';

export interface TableShape<Row> {
  readonly columns: { readonly [Column in keyof Row]: ColumnType | `${ColumnType} null` };
  /** Primary key, in the order in which rows are written; empty where rows are only ever added. */
  readonly key: readonly (keyof Row & string)[];
}

const text = 'text';
const bigint = 'bigint';

/** Shapes that SQLite and PostgreSQL create alike: text and 64-bit integers alone. */
export const TABLE_SHAPES: { readonly [Name in TableName]: TableShape<Tables[Name]> } = {
  checkpoint: { columns: { name: text, next_index: bigint, last_event: 'text null' }, key: ['name'] },
  fact: {
    columns: {
      idx: bigint,
      stream: text,
      revision: bigint,
      type: text,
      version: bigint,
      recorded_at: bigint,
      data: text,
    },
    key: ['idx'],
  },
  heater_state: { columns: { heater: text, state: text }, key: ['heater'] },
  cell: { columns: { heater: text, day: bigint, data: text }, key: ['heater', 'day'] },
  work: {
    columns: { heater: text, day: bigint, after_cut: text, data: text },
    key: ['heater', 'day', 'after_cut'],
  },
  held: {
    columns: {
      heater: text,
      from_ms: bigint,
      to_ms: bigint,
      code: text,
      main_wh: bigint,
      aux_wh: bigint,
      idx: bigint,
      status: text,
    },
    key: ['heater', 'from_ms', 'to_ms', 'code'],
  },
  touched: { columns: { heater: text, day: bigint, idx: bigint }, key: ['heater', 'day'] },
  cut: {
    columns: {
      period: text,
      idx: bigint,
      issue_date: text,
      rules_version: bigint,
      recorded_at: bigint,
      status: text,
    },
    key: ['period'],
  },
  sealed_heater: {
    columns: { cut: text, period: text, heater: text, data: text },
    key: ['cut', 'period', 'heater'],
  },
  billed_days: { columns: { cut: text, heater: text, data: text }, key: ['cut', 'heater'] },
  planned_document: {
    columns: {
      period: text,
      ord: bigint,
      planned: text,
      kind: text,
      series: text,
      party: text,
      net_cents: bigint,
      gross_cents: bigint,
      status: text,
      reasons: text,
    },
    key: ['period', 'ord'],
  },
  document: {
    columns: {
      series: text,
      number: text,
      revision: bigint,
      idx: bigint,
      planned: text,
      kind: text,
      party: text,
      period: text,
      cut_index: bigint,
      issue_date: text,
      due_date: 'text null',
      net_cents: bigint,
      vat_cents: bigint,
      gross_cents: bigint,
      prepaid_cents: bigint,
    },
    key: ['series', 'number'],
  },
  document_vat: {
    columns: {
      idx: bigint,
      ord: bigint,
      series: text,
      number: text,
      profile: 'text null',
      vat_point: text,
      category: text,
      rate: text,
      base_cents: bigint,
      vat_cents: bigint,
    },
    key: ['idx', 'ord'],
  },
  document_cite: {
    columns: {
      idx: bigint,
      ord: bigint,
      series: text,
      number: text,
      kind: text,
      cited: text,
      day: text,
      gross_cents: bigint,
    },
    key: ['idx', 'ord'],
  },
  document_event: {
    columns: {
      idx: bigint,
      series: text,
      number: text,
      kind: text,
      day: text,
      subject: text,
      cents: 'bigint null',
      data: text,
    },
    key: ['idx'],
  },
  document_file: {
    columns: { series: text, number: text, format: text, sha256: text, bytes: bigint },
    key: ['series', 'number', 'format'],
  },
  posting: {
    columns: {
      idx: bigint,
      line: bigint,
      recorded_at: bigint,
      journal: text,
      date: text,
      piece: text,
      label: text,
      account: text,
      party: 'text null',
      debit_cents: bigint,
      credit_cents: bigint,
    },
    key: ['idx', 'line'],
  },
  proof: {
    columns: {
      period: text,
      site: text,
      dwelling: text,
      resident: 'text null',
      from_day: text,
      to_day: text,
      status: text,
      reasons: text,
      main_wh: bigint,
      aux_wh: bigint,
      own_cost_cents: bigint,
      credited_cents: bigint,
      short_cents: bigint,
      payer: 'text null',
      value_cents: 'bigint null',
      sensed_s: 'bigint null',
      at_setpoint_s: 'bigint null',
      planned: text,
    },
    key: [],
  },
  settlement: {
    columns: {
      idx: bigint,
      ord: bigint,
      kind: text,
      subject: text,
      date: text,
      series: text,
      number: text,
      cents: bigint,
      waiting_vat_cents: bigint,
    },
    key: ['idx', 'ord'],
  },
  prepayment_use: {
    columns: {
      idx: bigint,
      ord: bigint,
      series: text,
      prepayment: text,
      number: text,
      gross_cents: bigint,
      vat_cents: bigint,
    },
    key: ['idx', 'ord'],
  },
  meter_month: {
    columns: {
      supply_point: text,
      period: text,
      source: text,
      energy_wh: bigint,
      missing_ms: bigint,
      idx: bigint,
    },
    key: ['supply_point', 'period'],
  },
  reconciled: {
    columns: { period: text, kind: text, subject: text, difference: bigint, reason: text, idx: bigint },
    key: ['period', 'kind', 'subject'],
  },
  entries_batch: {
    columns: {
      batch: bigint,
      idx: bigint,
      recorded_at: bigint,
      from_index: bigint,
      to_index: bigint,
      entries: bigint,
      postings: bigint,
      debit_cents: bigint,
      credit_cents: bigint,
      sha256: text,
    },
    key: ['batch'],
  },
  attestation: {
    columns: { contract: text, job: text, diskless: bigint, encrypted: bigint, idx: bigint },
    key: ['contract', 'job'],
  },
};

export const TABLE_NAMES = Object.keys(TABLE_SHAPES) as readonly TableName[];

/** What reports look things up by, besides the keys. */
export const INDEXES: readonly (readonly [table: TableName, ...columns: string[]])[] = [
  ['fact', 'stream', 'revision'],
  ['held', 'status'],
  ['touched', 'idx'],
  ['planned_document', 'planned'],
  ['document', 'planned'],
  ['document', 'party'],
  ['document', 'period'],
  ['document', 'issue_date'],
  ['document_vat', 'series', 'number'],
  ['document_cite', 'series', 'cited'],
  ['document_event', 'series', 'number'],
  ['posting', 'account'],
  ['posting', 'date', 'idx', 'line'],
  ['proof', 'period', 'site', 'dwelling'],
  ['settlement', 'series', 'number'],
  ['prepayment_use', 'series', 'prepayment'],
];
