import { assertBalanced } from '#domain/accounting';
import { openPerson, type SealedPerson } from '#events';
import type { EventStore } from '#event-store';
import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust, known, read, unsigned } from '../../../../test/samples/closable-month.js';
import {
  at,
  client,
  commissioned,
  corrected,
  estimated,
  installed,
  mandate,
  setAside,
  POINT_A,
} from '../../../../test/samples/heated-block.js';
import { closePeriod } from './close-period.js';
import type { ClosingDeps } from './deps.js';
import { issuedDocument } from './issued-document.js';
import { modelReads } from './model-reads.js';
import { previewPeriod } from './preview.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(at('2026-09-02'));

const depsOf = (store: EventStore = ledger.log): ClosingDeps => ({
  store,
  reads: modelReads(ledger.models, ledger.log),
  waitUntilProjected: () => ledger.project(),
  clock,
  keys: ledger.keys,
});
const close = (period: string, issueDate: string, store?: EventStore) =>
  closePeriod(depsOf(store), { period, issueDate, actor: 'person:finance', commandId: `close-${period}` });

async function documents() {
  const all = [];
  const { events } = await ledger.log.readAll(0, 10_000);
  for (const event of events) {
    const document = await issuedDocument(ledger.log, event);
    if (document !== null) all.push(document);
  }
  return all;
}
const told = async () =>
  (await documents()).map(({ number, kind, netCents, vatCents, issueDate }) =>
    [number, kind, netCents, vatCents, issueDate].join(' '),
  );
const logged = async () =>
  (await ledger.log.readAll(0, 10_000)).events.map(({ stream, revision, id, type }) => [
    stream,
    revision,
    id,
    type,
  ]);

beforeEach(async () => {
  clock.setTo(at('2026-09-02'));
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
});
afterEach(() => ledger.close());

describe('closing a month', () => {
  test('issues one document per party, sets aside what cannot be issued, proves every dwelling', async () => {
    const outcome = await close('2026-08', '2026-09-02');
    expect(outcome).toMatchObject({
      status: 'closed',
      repeated: false,
      documents: 3,
      setAside: [{ planned: '2026-08.self-billed.office', reasons: ['MANDATE_MISSING'] }],
      energy: { attributedWh: 320_000, creditedWh: 320_000, uncreditableWh: 0, pendingWh: 0 },
    });
    expect(await told()).toEqual([
      'F-1 invoice 40 8 2026-09-02',
      'R-1 repayment-statement 2001 0 2026-09-02',
      'R-2 repayment-statement 2401 0 2026-09-02',
    ]);
    const proofs = await ledger.models
      .selectFrom('proof')
      .select(['dwelling', 'status', 'own_cost_cents', 'credited_cents'])
      .execute();
    expect(proofs).toEqual([
      { dwelling: 'a1', status: 'FREE_PAID', own_cost_cents: 0, credited_cents: 0 },
      { dwelling: 'a2', status: 'FREE_DUE', own_cost_cents: 2401, credited_cents: 2401 },
    ]);
  });

  test('every document carries its balanced entry; a name is sealed under a key of the document', async () => {
    await close('2026-08', '2026-09-02');
    const issued = await documents();
    for (const { entry, grossCents } of issued) {
      assertBalanced(entry);
      expect(entry.postings.reduce((sum, { debitCents }) => sum + debitCents, 0)).toBe(grossCents);
    }
    const { identity } = issued.find(({ seller }) => seller.party === 'r1')!.seller;
    const { person } = identity as { person: SealedPerson };
    const opened = await ledger.keys.open(person.keyId);
    expect(opened.kind === 'key' && openPerson(opened.key, person).name).toBe('Ada Lenoir');
  });

  test('a preview tells the same figures before, and writes nothing', async () => {
    const log = await logged();
    const preview = await previewPeriod(depsOf(), '2026-08');
    expect(await logged()).toEqual(log);
    expect(preview).toMatchObject({
      missing: [],
      proofs: { FREE_PAID: 1, FREE_DUE: 1, SHORT: 0, UNPROVEN: 0 },
      energy: { creditedWh: 320_000 },
    });
    expect(preview.documents.map(({ draft }) => `${draft.kind} ${draft.netCents}`)).toEqual([
      'invoice 40',
      'repayment-statement 2001',
      'self-billed-invoice 1668',
      'repayment-statement 2401',
    ]);
  });

  test('closed again, it answers the same and writes nothing', async () => {
    const first = await close('2026-08', '2026-09-02');
    const log = await logged();
    const again = await close('2026-08', '2026-09-20');
    expect(again).toEqual({ ...first, repeated: true });
    expect(await logged()).toEqual(log);
  });
});

describe('a close that breaks off', () => {
  /** Takes n appends, then none: killed before the next one, or after it was durable and before anyone knew. */
  const failingAfter = (appends: number, killed: 'before' | 'after'): EventStore => {
    let left = appends;
    return Object.assign(Object.create(ledger.log) as EventStore, {
      append: async (requests: Parameters<EventStore['append']>[0]) => {
        left -= 1;
        if (left < 0 && killed === 'before') throw new Error('killed');
        const outcomes = await ledger.log.append(requests);
        if (left < 0) throw new Error('killed');
        return outcomes;
      },
    });
  };

  test.each(['before', 'after'] as const)(
    'killed %s any append, the next one ends with the same documents, numbers and events',
    async (killed) => {
      await close('2026-08', '2026-09-02');
      const [whole, wholeTold] = [await logged(), await told()];
      for (let appends = 0; ; appends++) {
        await ledger.close();
        ledger = await ProjectedLedger.open();
        await givenAugust(ledger);
        const store = failingAfter(appends, killed);
        const broken = await close('2026-08', '2026-09-02', store).catch(() => null);
        expect(await close('2026-08', '2026-09-02')).toMatchObject({ status: 'closed', documents: 3 });
        expect([await logged(), await told()]).toEqual([whole, wholeTold]);
        if (broken !== null) break;
        expect(appends).toBeLessThan(30);
      }
    },
  );

  test('goes on with parties as of its cut, whatever is registered meanwhile', async () => {
    await expect(close('2026-08', '2026-09-02', failingAfter(1, 'before'))).rejects.toThrow('killed');
    const identity = { name: 'Later SARL', address: 'Lyon', email: null };
    await ledger.given(mandate('office'), client('lab', { identity }));
    const reasons = ['MANDATE_MISSING'];
    expect(await close('2026-08', '2026-09-02')).toMatchObject({ setAside: [{ reasons }] });
    const [invoice] = await documents();
    expect(invoice?.buyer.identity).toMatchObject({ name: 'Rendu Vif SARL' });
  });

  test('two at once end in one set', async () => {
    const both = await Promise.all([close('2026-08', '2026-09-02'), close('2026-08', '2026-09-03')]);
    expect(both.map(({ status }) => status)).toEqual(['closed', 'closed']);
    const sets = await told();
    expect(sets).toHaveLength(3);
    expect(new Set(sets.map((text) => text.split(' ')[0])).size).toBe(3);
  });
});

describe('a close that is refused', () => {
  const refusals = async (period: string, issueDate: string) => {
    const outcome = await close(period, issueDate);
    return outcome.status === 'refused'
      ? outcome.refusals.map(({ code, field }) => `${code} ${field}`)
      : outcome;
  };

  test('lists every heater without a reading to the end; what is set aside is accepted', async () => {
    await close('2026-08', '2026-09-02');
    clock.setTo(at('2026-10-02'));
    const log = await logged();
    const span = '2026-08-31T22:00:00.000Z/2026-09-30T22:00:00.000Z';
    expect(await refusals('2026-09', '2026-10-02')).toEqual(
      ['h1', 'h2', 'h3'].map((heater) => `READING_MISSING heaters/${heater}/${span}`),
    );
    expect(await logged()).toEqual(log);
    await ledger.given(
      ...known('h1', '2026-09', '2026-10', 5_000),
      ...['h2', 'h3'].map((heater) => setAside(heater, at('2026-09-01'), at('2026-10-01'))),
    );
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed', documents: 1 });
  });

  test.each([
    ['not over yet', '2026-09', '2026-10-02', 'PERIOD_NOT_OVER period'],
    ['dated before its end', '2026-08', '2026-08-31', 'ISSUE_DATE_TOO_EARLY issueDate'],
  ])('a month %s', async (_what, period, issueDate, expected) => {
    expect(await refusals(period, issueDate)).toContain(expected);
  });

  test('months close in order', async () => {
    clock.setTo(at('2026-11-02'));
    expect(await refusals('2026-09', '2026-11-02')).toContain('PREVIOUS_NOT_CLOSED period');
    await close('2026-08', '2026-11-02');
    expect(await refusals('2026-07', '2026-11-02')).toEqual(['PERIOD_BEFORE_LAST_CLOSED period']);
    expect(await refusals('2026-10', '2026-11-02')).toEqual(['PREVIOUS_NOT_CLOSED period']);
  });
});

/** A fourth heater of the first owner, of which nothing was heard. */
const ESTIMATED_HEATER = [
  commissioned('h4'),
  ...unsigned('h4'),
  installed('h4', POINT_A, 'a1', at('2026-08-01')),
];

describe('the month after', () => {
  const september = ['h1', 'h2', 'h3'].flatMap((heater) => known(heater, '2026-09', '2026-10', 10_000));
  const [from, to] = [at('2026-08-01'), at('2026-09-01')];

  test('issues what was set aside once it is mended, and corrects what changed', async () => {
    await close('2026-08', '2026-09-02');
    await ledger.given(
      mandate('office'),
      corrected('h1', from, to, 80_000),
      corrected('h2', from, to, 97_350),
      ...september,
    );
    clock.setTo(at('2026-10-02'));
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ documents: 5, setAside: [] });
    expect((await told()).slice(3)).toEqual([
      'R-3 repayment-statement 200 0 2026-10-02',
      'R-4 repayment-correction 400 0 2026-10-02',
      'R-5 repayment-statement 0 0 2026-10-02',
      'A-OFFICE-1 self-billed-invoice 167 33 2026-10-02',
      'A-OFFICE-2 self-billed-invoice 1668 334 2026-10-02',
    ]);
    const correction = (await documents()).find(({ number }) => number === 'R-4')!;
    expect(correction).toMatchObject({
      cites: [{ number: 'R-1', issueDate: '2026-09-02' }],
      lines: [
        { quantity: '1', priceEur: '4.00', adjusts: { quantityThen: '100.000', quantityNow: '80.000' } },
      ],
    });
    const stream = await ledger.log.readStream('period-2026-09', 0, 100);
    const carry = stream.find(({ type }) => type === 'ResidentCarrySealed');
    expect(JSON.parse(carry!.data)).toMatchObject({ carries: [{ resident: 'r1', carryCents: 253 }] });
  });

  test('an estimate gives way to the reading that comes after the close (case 6)', async () => {
    await ledger.given(estimated('h4', from, to, 120_000), ...ESTIMATED_HEATER);
    await close('2026-08', '2026-09-02');
    expect((await told())[1]).toBe('R-1 repayment-statement 4402 0 2026-09-02');
    await ledger.given(
      read('h4', 0, [from, 0], [to, 97_350]),
      ...september,
      ...known('h4', '2026-09', '2026-10', 0),
    );
    clock.setTo(at('2026-10-02'));
    await close('2026-09', '2026-10-02');
    const correction = (await documents()).find(({ kind }) => kind === 'repayment-correction')!;
    expect(correction).toMatchObject({ netCents: 453, cites: [{ number: 'R-1' }] });
    expect(correction.lines[0]!.adjusts).toMatchObject({ quantityThen: '220.000', quantityNow: '197.350' });
  });

  test('adjusts nothing twice', async () => {
    await close('2026-08', '2026-09-02');
    await ledger.given(corrected('h1', from, to, 80_000), ...september);
    clock.setTo(at('2026-10-02'));
    await close('2026-09', '2026-10-02');
    await ledger.given(...['h1', 'h2', 'h3'].flatMap((heater) => known(heater, '2026-10', '2026-11', 0)));
    clock.setTo(at('2026-11-03'));
    const before = (await documents()).length;
    expect(await close('2026-10', '2026-11-03')).toMatchObject({ status: 'closed', documents: 0 });
    expect((await documents()).length).toBe(before);
  });
});
