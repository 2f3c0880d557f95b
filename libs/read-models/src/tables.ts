/**
 * The read models, in types that SQLite and PostgreSQL both speak: text, integers, JSON as text.
 * All of it is rebuilt from the log at any time; nothing here is a source.
 */
export interface Tables {
  /** How far each partition is, and the id of the event that it folded last. */
  checkpoint: { name: string; next_index: number; last_event: string | null };
  /** Every event that is neither telemetry nor document nor period chunk: the facts at any index are a fold of these. */
  fact: {
    idx: number;
    stream: string;
    revision: number;
    type: string;
    version: number;
    recorded_at: number;
    data: string;
  };
  /** The fold's own state per heater, as JSON. */
  heater_state: { heater: string; state: string };
  /** Energy per heater and UTC day: a DayCell as JSON. */
  cell: { heater: string; day: number; data: string };
  /** Settled work per heater, UTC day and last cut before it was settled: a DayWork as JSON. */
  work: { heater: string; day: number; after_cut: string; data: string };
  held: {
    heater: string;
    from_ms: number;
    to_ms: number;
    code: string;
    main_wh: number;
    aux_wh: number;
    idx: number;
    status: string;
  };
  /** Cells that changed after the cut of their month: what adjustments look at. */
  touched: { heater: string; day: number; idx: number };
  /** `closing` from PeriodClosing on, `closed` from PeriodClosed on. */
  cut: {
    period: string;
    idx: number;
    issue_date: string;
    rules_version: number;
    recorded_at: number;
    status: string;
  };
  /** SealedHeater as JSON, computed by the fold when it meets the cut of `cut`; `period` is an earlier month where that was sealed anew. */
  sealed_heater: { cut: string; period: string; heater: string; data: string };
  /** Billed work of a heater in the month of the cut, day by day: BilledWork[] as JSON; no row where none is billed. */
  billed_days: { cut: string; heater: string; data: string };
  planned_document: {
    period: string;
    ord: number;
    planned: string;
    kind: string;
    series: string;
    party: string;
    net_cents: number;
    gross_cents: number;
    status: string;
    reasons: string;
  };
  document: {
    series: string;
    number: string;
    revision: number;
    idx: number;
    planned: string;
    kind: string;
    party: string;
    period: string;
    cut_index: number;
    issue_date: string;
    due_date: string | null;
    net_cents: number;
    vat_cents: number;
    gross_cents: number;
    /** Deducted as paid before. */
    prepaid_cents: number;
  };
  /** VAT of a document per rate, and which transaction it is (of documents without a profile, from its parties). */
  document_vat: {
    idx: number;
    ord: number;
    series: string;
    number: string;
    profile: string | null;
    vat_point: string;
    category: string;
    rate: string;
    base_cents: number;
    vat_cents: number;
  };
  /** Earlier documents that a credit note or corrected invoice cites; `series` is that of both. */
  document_cite: {
    idx: number;
    ord: number;
    series: string;
    number: string;
    kind: string;
    cited: string;
    day: string;
    gross_cents: number;
  };
  /**
   * What became of a document: `rendered` (its page was made), `sent`, `disputed`, `dispute-settled`, `status`;
   * `subject` is the channel, dispute or status, `cents` an amount that it names, `data` that of the event.
   */
  document_event: {
    idx: number;
    series: string;
    number: string;
    kind: string;
    day: string;
    subject: string;
    cents: number | null;
    data: string;
  };
  document_file: { series: string; number: string; format: string; sha256: string; bytes: number };
  posting: {
    idx: number;
    line: number;
    recorded_at: number;
    journal: string;
    date: string;
    piece: string;
    label: string;
    account: string;
    party: string | null;
    debit_cents: number;
    credit_cents: number;
  };
  proof: {
    period: string;
    site: string;
    dwelling: string;
    resident: string | null;
    from_day: string;
    to_day: string;
    status: string;
    reasons: string;
    main_wh: number;
    aux_wh: number;
    own_cost_cents: number;
    credited_cents: number;
    short_cents: number;
    payer: string | null;
    value_cents: number | null;
    sensed_s: number | null;
    at_setpoint_s: number | null;
    /** Planned documents that credit it: JSON. */
    planned: string;
  };
  /** What settles a document, in part or whole; `subject` is the receipt, payment or set-off. */
  settlement: {
    idx: number;
    ord: number;
    kind: string;
    subject: string;
    date: string;
    series: string;
    number: string;
    cents: number;
    /** Of the document that a credit note cites: VAT that no longer waits for a receipt. */
    waiting_vat_cents: number;
  };
  /** What an invoice deducts as prepaid, or a credit note returns of a prepayment. */
  prepayment_use: {
    idx: number;
    ord: number;
    series: string;
    prepayment: string;
    number: string;
    gross_cents: number;
    vat_cents: number;
  };
  /** Monthly sums of a supply point's own meter; the last import of a month stands. */
  meter_month: {
    supply_point: string;
    period: string;
    source: string;
    energy_wh: number;
    missing_ms: number;
    idx: number;
  };
  reconciled: {
    period: string;
    kind: string;
    subject: string;
    difference: number;
    reason: string;
    idx: number;
  };
  /** Entries that went to the accounting package together. */
  entries_batch: {
    batch: number;
    idx: number;
    recorded_at: number;
    from_index: number;
    to_index: number;
    entries: number;
    postings: number;
    debit_cents: number;
    credit_cents: number;
    sha256: string;
  };
  attestation: { contract: string; job: string; diskless: number; encrypted: number; idx: number };
}
