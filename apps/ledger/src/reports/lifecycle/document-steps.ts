import type { Kysely } from 'kysely';
import { invariant } from '#domain/decision';
import { reissuePlannedId } from '#domain/credits';
import type { LifecycleStep } from '#domain/lifecycle';
import type { Tables } from '#read-models';

/** A step, where it stands in the log, and what its row says besides. */
export interface PlacedStep {
  readonly idx: number;
  readonly ord: number;
  readonly step: LifecycleStep;
  /** Receipt, credit note, channel, dispute or status that it is about. */
  readonly subject: string;
  readonly kind: string;
  readonly cents: number | null;
  /** Reason code of a dispute or status, or outcome of a dispute. */
  readonly reason: string | null;
  /** In the words of whoever recorded it. */
  readonly text: string | null;
}

interface Ref {
  readonly series: string;
  readonly number: string;
}

/** With the plan that it came from: a document that is issued in its place is named by it. */
interface PlannedRef extends Ref {
  readonly planned: string;
}

export const keyOfRef = ({ series, number }: Ref): string => `${series}/${number}`;

type EventRow = Pick<Tables['document_event'], 'idx' | 'kind' | 'day' | 'subject' | 'cents'>;

function stepOfEvent({ kind, day: on, subject }: EventRow): LifecycleStep {
  switch (kind) {
    case 'rendered':
    case 'sent':
      return { kind, on };
    case 'disputed':
    case 'dispute-settled':
      return { kind, on, dispute: subject };
    default:
      invariant(kind === 'status', `a document event of kind ${kind}`);
      return { kind, on, status: Number(subject) };
  }
}

/** What the event of a row says in words; `data` is that of one of the events of a document's stream. */
function wordsOf({ data }: Pick<Tables['document_event'], 'data'>): Pick<PlacedStep, 'reason' | 'text'> {
  const said = JSON.parse(data) as Readonly<Record<'reasonCode' | 'outcome' | 'text' | 'evidence', unknown>>;
  const word = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    reason: word(said.reasonCode) ?? word(said.outcome),
    text: word(said.text) ?? word(said.evidence),
  };
}

const WORDLESS = { reason: null, text: null } as const;

const NUMBERS_AT_ONCE = 500;

/** Collects steps by document; those of other series with the same number are passed over. */
class Steps {
  readonly byDocument = new Map<string, PlacedStep[]>();

  constructor(refs: readonly Ref[]) {
    for (const ref of refs) this.byDocument.set(keyOfRef(ref), []);
  }

  add(ref: Ref, placed: PlacedStep): void {
    this.byDocument.get(keyOfRef(ref))?.push(placed);
  }

  sorted(): ReadonlyMap<string, readonly PlacedStep[]> {
    for (const steps of this.byDocument.values()) steps.sort((a, b) => a.idx - b.idx || a.ord - b.ord);
    return this.byDocument;
  }
}

/**
 * What happened to these documents after their issue, in the order of the log, by `series/number`.
 * @param before events below this index alone
 */
export async function stepsOf(
  models: Kysely<Tables>,
  refs: readonly PlannedRef[],
  before = Number.MAX_SAFE_INTEGER,
): Promise<ReadonlyMap<string, readonly PlacedStep[]>> {
  const steps = new Steps(refs);
  for (let at = 0; at < refs.length; at += NUMBERS_AT_ONCE) {
    const some = refs.slice(at, at + NUMBERS_AT_ONCE);
    // With the series a look-up by the index; a number of another series is passed over.
    const named = {
      series: [...new Set(some.map(({ series }) => series))],
      numbers: some.map(({ number }) => number),
    };
    await addEvents(models, named, before, steps);
    await addSettlements(models, named, before, steps);
    await addCiting(models, named, before, steps);
    await addReissues(models, some, before, steps);
  }
  return steps.sorted();
}

/** Documents that were cancelled and issued anew: the new one has an id made of the old one. It is owed by itself. */
async function addReissues(
  models: Kysely<Tables>,
  refs: readonly PlannedRef[],
  before: number,
  steps: Steps,
): Promise<void> {
  const replaced = new Map(refs.map((ref) => [reissuePlannedId(ref), ref]));
  const rows = await models
    .selectFrom('document')
    .select(['idx', 'number', 'planned', 'issue_date'])
    .where('planned', 'in', [...replaced.keys()])
    .where('idx', '<', before)
    .execute();
  for (const { idx, number: by, planned, issue_date: on } of rows) {
    const step: LifecycleStep = { kind: 'replaced', on, by };
    const ref = replaced.get(planned);
    if (ref !== undefined)
      steps.add(ref, { idx, ord: 0, kind: 'replaced', subject: by, cents: null, step, ...WORDLESS });
  }
}

type Adding = (
  models: Kysely<Tables>,
  named: { readonly series: readonly string[]; readonly numbers: readonly string[] },
  before: number,
  steps: Steps,
) => Promise<void>;

const addEvents: Adding = async (models, { series: ofSeries, numbers }, before, steps) => {
  const rows = await models
    .selectFrom('document_event')
    .selectAll()
    .where('series', 'in', ofSeries)
    .where('number', 'in', numbers)
    .where('idx', '<', before)
    .execute();
  for (const row of rows) {
    const { idx, kind, subject, cents } = row;
    steps.add(row, { idx, ord: 0, kind, subject, cents, step: stepOfEvent(row), ...wordsOf(row) });
  }
};

const addSettlements: Adding = async (models, { series: ofSeries, numbers }, before, steps) => {
  const rows = await models
    .selectFrom('settlement')
    .selectAll()
    .where('series', 'in', ofSeries)
    .where('number', 'in', numbers)
    .where('idx', '<', before)
    .execute();
  for (const row of rows) {
    const { idx, ord, kind, subject, cents, date: on } = row;
    const step: LifecycleStep = { kind: kind === 'credited' ? 'credit-applied' : 'money', on, cents };
    steps.add(row, {
      idx,
      ord,
      kind: kind === 'credited' ? 'credit-applied' : kind,
      subject,
      cents,
      step,
      ...WORDLESS,
    });
  }
};

/** The papers that a document has had: itself, and corrected invoices in its place. A credit note cites the valid one. */
class Papers {
  private readonly documents = new Map<string, string>();

  constructor(readonly steps: Steps) {
    for (const key of steps.byDocument.keys()) this.documents.set(key, key);
  }

  add(
    series: string,
    { cited, by }: { readonly cited: string; readonly by: string },
    placed: PlacedStep,
  ): void {
    const document = this.documents.get(`${series}/${cited}`);
    if (document === undefined) return;
    if (placed.step.kind === 'replaced') this.documents.set(`${series}/${by}`, document);
    this.steps.byDocument.get(document)?.push(placed);
  }
}

const addCiting: Adding = async (models, named, before, steps) => {
  const papers = new Papers(steps);
  for (let { series: ofSeries, numbers } = named; numbers.length > 0;) {
    const rows = await models
      .selectFrom('document_cite')
      .selectAll()
      .where('series', 'in', ofSeries)
      .where('cited', 'in', numbers)
      // The first document that it cites is the one that it takes back or replaces.
      .where('ord', '=', 0)
      .where('idx', '<', before)
      .orderBy('idx')
      .orderBy('ord')
      .execute();
    const corrected = rows.filter(({ kind }) => kind === 'corrected-invoice');
    for (const row of rows) {
      const { idx, ord, series, number: by, kind, cited, day: on, gross_cents: grossCents } = row;
      const replaces = kind === 'corrected-invoice';
      const step: LifecycleStep = replaces
        ? { kind: 'replaced', on, by }
        : { kind: 'credited', on, by, grossCents };
      const cents = replaces ? null : grossCents;
      papers.add(series, { cited, by }, { idx, ord, kind: step.kind, subject: by, cents, step, ...WORDLESS });
    }
    // Each corrected invoice may be replaced or credited in turn; numbers ascend, so that this ends.
    [ofSeries, numbers] = [
      [...new Set(corrected.map(({ series }) => series))],
      corrected.map(({ number }) => number),
    ];
  }
};
