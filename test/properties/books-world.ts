import { addMonths, firstDay } from '#domain/calendar';
import { ComputingBench } from '../cases/computing-bench.js';
import { ConstantHeat } from '../cases/constant-heat.js';
import { component, contractOf, clientOf, priceList, type Tier } from '../cases/contracts-of-a-case.js';
import {
  GRID,
  agreement,
  electricityList,
  givenHeaterAt,
  givenMeter,
} from '../cases/electricity-of-a-case.js';
import { inParis, monthOfParis } from '../cases/months.js';
import { deductingOwner, mandateOf, resident } from '../cases/parties-of-a-case.js';
import { type DocumentRow, HOUR_MS, LedgerOfATest } from '../scenarios/ledger-of-a-test.js';
import { givenCompany, supplyPoint } from '../scenarios/world-of-a-test.js';
import type { BookAction, BookMonth } from './books-actions.js';

export const FIRST = '2026-08';
const HEATERS = ['h-owner', 'h-engineers', 'h-tenant'];
const CONTRACTS = ['tiers', 'minimum'];
const TIERS: readonly Tier[] = [
  ['10', '0.50', '1'],
  [null, '0.33'],
];
/** Of a month, as its registers tell: at most 1 kW. */
const HOURS_DRAWN = 300;
const cents = (amount: string): number => Math.round(Number(amount) * 100);

/** Three holders and two clients, told at random, over HTTP alone. Refusals are answers; faults are not. */
export class BooksWorld {
  private readonly heats: readonly ConstantHeat[];
  private told = 0;

  private constructor(
    readonly ledger: LedgerOfATest,
    private readonly bench: ComputingBench,
  ) {
    this.heats = HEATERS.map((heater) => new ConstantHeat(ledger, heater));
  }

  static async open(): Promise<BooksWorld> {
    const ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await ledger.given(
      ...['hphc', 'tempo'].map((option) => electricityList(option, GRID[option]!)),
      deductingOwner('engineers', '000000018', 'FR66000000018'),
      mandateOf('engineers'),
      ...resident('tenant'),
      ['publish-tempo-colours', { days: daysOfColours(), source: 'calendar' }],
      priceList('tiered', component('graduated', TIERS)),
      clientOf('studio'),
      contractOf('studio', 'tiers', 'tiered'),
      contractOf('studio', 'minimum', 'compute', {
        from: '2026-08-01',
        minimumEurPerMonth: '5',
        pays: 'all',
      }),
    );
    const hphc = { option: 'hphc', tariff: 'hphc', windows: ['22:38-06:38'] };
    const holder = { kind: 'owner', owner: 'engineers' };
    const meters = [
      hphc,
      { option: 'base', tariff: 'base', holder, agreement: { tax: 'excluding' } },
      { option: 'tempo', tariff: 'tempo', holder: { kind: 'occupant' }, dwelling: 'tenant' },
    ];
    for (const [i, meter] of meters.entries()) {
      const prm = await givenMeter(ledger, i + 1, meter);
      await givenHeaterAt(ledger, HEATERS[i]!, prm, inParis('2026-08-01'), i === 2 ? 'tenant' : null);
    }
    const bench = await ComputingBench.install(ledger, 'bench', 9, inParis('2026-08-01'));
    return new BooksWorld(ledger, bench);
  }

  /** Telemetry and commands of a month, and its close. */
  async live(month: string, { kwh, coreHours, actions }: BookMonth): Promise<void> {
    const { fromMs, toMs } = monthOfParis(month);
    // Registers were read a minute into the month, when the one before was over.
    const start = fromMs + 120_000;
    for (const [i, heat] of this.heats.entries()) {
      const watts = (kwh[i]! * 1_000) / HOURS_DRAWN;
      await heat.draws(watts, start, start + HOURS_DRAWN * HOUR_MS, 600);
      await heat.draws(0, toMs - 1, toMs + 60_000);
    }
    const work = CONTRACTS.map((contract, i) => [contract, coreHours[i]!] as const);
    await this.bench.works(`${month}-10`, ...work.filter(([, hours]) => hours > 0));
    await this.bench.reports(toMs + 60_000);
    for (const action of actions) await this.act(month, action);
    const closed = await this.ledger.closeMonth(monthOfParis(month));
    if (closed.status !== 200) throw new Error(`${month}: ${JSON.stringify(closed.body)}`);
  }

  private async act(month: string, action: BookAction): Promise<void> {
    const command = await this.commandOf(month, action);
    if (command === null) return;
    const { status, body } = await this.ledger.post(`/v1/commands/${command[0]}`, command[1]);
    if (status >= 500 || status === 400) throw new Error(`${command[0]}: ${status} ${JSON.stringify(body)}`);
  }

  private async commandOf(
    now: string,
    { what, which, day, monthsBack, size }: BookAction,
  ): Promise<readonly [string, object] | null> {
    const then = addMonths(now, -monthsBack);
    const month = then < FIRST ? FIRST : then;
    const date = `${month}-${String(day).padStart(2, '0')}`;
    const id = `told-${this.told++}`;
    const reason = 'at random';
    switch (what) {
      case 'correct energy': {
        const span = { heater: HEATERS[which]!, from: inParis(date), to: inParis(date, 12) };
        return [
          'correct-energy',
          { ...span, correction: id, register: 'main', energyWh: size * 100, reason },
        ];
      }
      case 'correct electricity price': {
        const list = (['hphc', 'base', 'tempo'] as const)[which]!;
        const cells = GRID[list]!.map(([cell, price]) => [cell, dearer(price, size)] as const);
        const from = list === 'base' ? '2026-08-01' : '2026-01-01';
        const [, data] = electricityList(list, cells, from);
        return ['correct-electricity-price', { ...data, reason }];
      }
      case 'correct compute price': {
        const [, data] = priceList(
          'tiered',
          component('graduated', [
            ['10', `0.${size + 10}`, '1'],
            [null, '0.33'],
          ]),
        );
        return ['correct-compute-price', { ...data, reason }];
      }
      case 'correct colour':
        return [
          'correct-tempo-colour',
          { day: firstDay(month), colour: which === 0 ? 'white' : 'blue', reason },
        ];
      case 'set windows': {
        const windows = [`0${which}:1${which}-0${which + 5}:4${which}`];
        return [
          'set-off-peak-windows',
          { supplyPoint: supplyPoint(1), from: date, winter: windows, summer: windows, peak: [] },
        ];
      }
      case 'change agreement':
        return [
          'agree-repayment',
          agreement(which + 1, { agreement: id, from: date, registers: { main: size > 30, aux: true } }),
        ];
      case 'end contract':
        return [
          'end-contract',
          { client: 'studio', contract: CONTRACTS[which % 2]!, on: date, notifiedOn: null },
        ];
      case 'pay invoice':
        return this.payment('invoice', 'studio', 'record-money-received', id, size);
      case 'pay statement':
        return this.payment('repayment-statement', 'tenant', 'record-money-paid', id, size);
    }
  }

  /** A part of a document that stands somewhere in the list; what is not open any more is refused. */
  private async payment(
    kind: string,
    party: string,
    command: string,
    id: string,
    size: number,
  ): Promise<readonly [string, object] | null> {
    const documents = await this.ledger.rows<DocumentRow>(`/v1/documents?kind=${kind}&party=${party}`);
    const document = documents[size % Math.max(1, documents.length)];
    if (document === undefined) return null;
    const amountCents = Math.max(1, Math.floor((cents(document.gross.amount) * size) / 100));
    const { series, number } = document;
    const who =
      command === 'record-money-paid'
        ? { payment: id, party: { kind: 'resident', id: party } }
        : { receipt: id, client: party };
    const on = new Date(this.ledger.clock.now()).toISOString().slice(0, 10);
    return [
      command,
      { ...who, on, amountCents, allocations: [{ series, number, cents: amountCents }], reference: 'bank' },
    ];
  }
}

const dearer = (price: string, percent: number): string =>
  ((Number(price) * (50 + percent)) / 100).toFixed(4);

function daysOfColours(): { day: string; colour: string }[] {
  const days: { day: string; colour: string }[] = [];
  for (let at = Date.UTC(2026, 6, 31); at < Date.UTC(2026, 10, 1); at += 86_400_000)
    days.push({ day: new Date(at).toISOString().slice(0, 10), colour: 'blue' });
  return days;
}
