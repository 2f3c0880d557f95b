import type { LedgerOfATest } from '../scenarios/ledger-of-a-test.js';
import { OWNER, SITE, supplyPoint } from '../scenarios/world-of-a-test.js';

type Cell = readonly [cell: string, inclTaxEurPerKwh: string];

const EXCL: Readonly<Record<string, readonly [energy: string, accise: string]>> = {
  base: ['0.1359', '0.03085'],
};
/** Energy prices of cells whose price excluding tax no case asks for: well below what is published with tax. */
const ANY_EXCL = ['0.07', '0.03085'] as const;

/** The published grid of August 2026, including taxes; and of February where a case needs both. */
export const GRID: Readonly<Record<string, readonly Cell[]>> = {
  hphc: [
    ['hp', '0.2142'],
    ['hc', '0.1589'],
  ],
  tempo: [
    ['blue-hp', '0.1654'],
    ['blue-hc', '0.1356'],
    ['white-hp', '0.1921'],
    ['white-hc', '0.1536'],
    ['red-hp', '0.7295'],
    ['red-hc', '0.1615'],
  ],
  base: [['base', '0.2001']],
};

export const electricityList = (priceList: string, cells: readonly Cell[], from = '2026-01-01') =>
  [
    'set-electricity-price',
    {
      priceList,
      from,
      cells: cells.map(([cell, inclTaxEurPerKwh]) => {
        const [energyEurPerKwh, acciseEurPerKwh] = EXCL[cell] ?? ANY_EXCL;
        return { cell, inclTaxEurPerKwh, energyEurPerKwh, acciseEurPerKwh, vatRate: '20' };
      }),
      source: 'regulated tariff',
    },
  ] as const;

interface Meter {
  readonly option: string;
  readonly tariff: string;
  /** Off-peak, all year. */
  readonly windows?: readonly string[];
  readonly holder?: object;
  readonly agreement?: object;
  readonly dwelling?: string;
}

export const agreement = (number: number, changes: object = {}): object => ({
  supplyPoint: supplyPoint(number),
  agreement: `repayment-${number}`,
  from: '2026-01-01',
  to: null,
  priceList: null,
  tax: 'including',
  registers: { main: true, aux: true },
  estimates: true,
  ...changes,
});

/** A meter with its option, windows, holder, tariff and agreement. Answers its number. */
export async function givenMeter(
  ledger: LedgerOfATest,
  number: number,
  { option, tariff, windows, holder, agreement: terms, dwelling }: Meter,
): Promise<string> {
  const prm = supplyPoint(number);
  const from = '2026-01-01';
  await ledger.given(
    [
      'register-supply-point',
      { supplyPoint: prm, site: SITE, dwelling: dwelling ?? null, option, subscribedKva: 6 },
    ],
    ...(windows === undefined
      ? []
      : [
          [
            'set-off-peak-windows',
            { supplyPoint: prm, from, winter: windows, summer: windows, peak: [] },
          ] as const,
        ]),
    [
      'set-supply-point-holder',
      { supplyPoint: prm, from, holder: holder ?? { kind: 'owner', owner: OWNER } },
    ],
    ['set-supply-point-tariff', { supplyPoint: prm, from, priceList: tariff }],
    ['agree-repayment', agreement(number, terms)],
  );
  return prm;
}

/** An unsigned heater of 1 000 W and 1 000 W at a meter; sealed in a dwelling, plain elsewhere. */
export async function givenHeaterAt(
  ledger: LedgerOfATest,
  heater: string,
  prm: string,
  atMs: number,
  dwelling: string | null = null,
): Promise<void> {
  await ledger.given(
    [
      'commission-heater',
      {
        heater,
        model: 'Test 1000',
        processorModel: 'test-cpu',
        processors: 4,
        cores: 16,
        ratedMainW: 1000,
        ratedAuxW: 1000,
        registerDigits: 9,
        meterClass: 'MID class B',
        meterCertificate: 'TEST-1',
      },
    ],
    ['open-heater-epoch', { heater, epoch: 0, publicKey: null, reason: 'first board' }],
    ...(dwelling === null ? [['declare-heater-plain', { heater, reason: 'a workplace' }] as const] : []),
    ['install-heater', { heater, at: atMs, site: SITE, supplyPoint: prm, dwelling, mainWh: 0, auxWh: 0 }],
  );
}
