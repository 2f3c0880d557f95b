import { encodeUpload, type WireUpload } from '#events';

/** January 2026 in Paris (UTC+1). */
export const JANUARY = {
  month: '2026-01',
  fromMs: Date.UTC(2025, 11, 31, 23),
  toMs: Date.UTC(2026, 0, 31, 23),
};
export const HOUR_MS = 3_600_000;
const HOURS = (JANUARY.toMs - JANUARY.fromMs) / HOUR_MS;

type Commands = readonly (readonly [command: string, data: object])[];

const from = '2026-01-01';
const HOME = '30000000000001';
const OFFICE = '30000000000002';

const company: Commands = [
  [
    'register-company',
    {
      name: 'Chaleur et Calcul SAS',
      address: '1 rue du Four, 44000 Nantes',
      siren: '000000018',
      siret: '00000001800010',
      vatNumber: 'FR66000000018',
      iban: 'FR7630006000011234567890189',
      bic: null,
      vatPoint: 'receipts',
      fiscalYearStartMonth: 1,
      standardVatRate: '20',
      lateRatePercent: '12',
      currency: 'EUR',
      zone: 'Europe/Paris',
    },
  ],
  [
    'set-electricity-price',
    {
      priceList: 'base',
      from: '2025-12-01',
      cells: [
        {
          cell: 'base',
          inclTaxEurPerKwh: '0.2001',
          energyEurPerKwh: '0.1359',
          acciseEurPerKwh: '0.03085',
          vatRate: '20',
        },
      ],
      source: 'published list, option Base',
    },
  ],
  ['set-compute-price', { priceList: 'compute', from, unit: 'core-hour', eurPerUnit: '0.05' }],
];

const supplyPoint = (
  prm: string,
  site: string,
  dwelling: string | null,
  holder: object,
  tax: string,
): Commands => [
  ['register-supply-point', { supplyPoint: prm, site, dwelling, option: 'base', subscribedKva: 6 }],
  ['set-supply-point-holder', { supplyPoint: prm, from, holder }],
  ['set-supply-point-tariff', { supplyPoint: prm, from, priceList: 'base' }],
  [
    'agree-repayment',
    {
      supplyPoint: prm,
      agreement: `repayment-${prm}`,
      from,
      to: null,
      priceList: null,
      tax,
      registers: { main: true, aux: true },
      estimates: true,
    },
  ],
];

/** A home whose resident holds the electricity contract. */
const home: Commands = [
  [
    'register-site',
    { site: 'block', name: 'Le Bloc', address: '2 rue du Four', zone: 'Europe/Paris', kind: 'housing' },
  ],
  ['add-dwelling', { site: 'block', dwelling: 'a-1', label: 'A 1' }],
  [
    'register-resident',
    {
      resident: 'r-1',
      person: { name: 'Ada Dupont', address: '2 rue du Four, A 1', email: 'ada@example.org', iban: null },
      language: 'fr',
    },
  ],
  ['move-resident-in', { resident: 'r-1', site: 'block', dwelling: 'a-1', on: from }],
  ['opt-resident-in', { resident: 'r-1', from, until: null }],
  ...supplyPoint(HOME, 'block', 'a-1', { kind: 'occupant' }, 'including'),
];

/** An office whose owner deducts VAT and gave a mandate. */
const office: Commands = [
  [
    'register-site',
    { site: 'office', name: 'Bureau', address: '3 rue du Four', zone: 'Europe/Paris', kind: 'office' },
  ],
  [
    'register-owner',
    {
      owner: 'engineers',
      kind: 'company',
      name: 'Ingénieurs SARL',
      address: '3 rue du Four',
      country: 'FR',
      siren: '000000018',
      vatNumber: 'FR66000000018',
      vat: 'deducts',
      iban: null,
      language: 'fr',
    },
  ],
  ['give-self-billing-mandate', { owner: 'engineers', mandate: 'mandate-1', from, to: null }],
  ...supplyPoint(OFFICE, 'office', null, { kind: 'owner', owner: 'engineers' }, 'excluding'),
];

const client: Commands = [
  [
    'register-client',
    {
      client: 'studio',
      kind: 'company',
      identity: { name: '=Studio Orme', address: '4 rue du Four', email: null },
      country: 'FR',
      siren: '000000018',
      vatNumber: null,
      language: 'en',
    },
  ],
  [
    'sign-contract',
    {
      client: 'studio',
      contract: 'render',
      from,
      priceList: 'compute',
      unit: 'core-hour',
      pays: 'all',
      paymentDays: 30,
      reference: null,
    },
  ],
];

/** What `commission-heater` takes; the heater's id comes with it. */
export const COMMISSIONED = {
  model: 'Test 500',
  processorModel: 'test-cpu',
  processors: 4,
  cores: 16,
  ratedMainW: 500,
  ratedAuxW: 500,
  registerDigits: 9,
  meterClass: 'MID class B',
  meterCertificate: 'TEST-1',
};

const heater = (id: string, plain: boolean, place: object): Commands => [
  ['commission-heater', { heater: id, ...COMMISSIONED }],
  ['open-heater-epoch', { heater: id, epoch: 0, publicKey: null, reason: 'first board' }],
  ...(plain ? [['declare-heater-plain', { heater: id, reason: 'a workplace' }] as const] : []),
  ['install-heater', { heater: id, at: JANUARY.fromMs, ...place, mainWh: 0, auxWh: 0 }],
];

/** Everything that a month needs, in the order in which a person would tell it. */
export const REGISTERED: Commands = [
  ...company,
  ...home,
  ...office,
  ...client,
  ...heater('h-home', false, { site: 'block', supplyPoint: HOME, dwelling: 'a-1' }),
  ...heater('h-office', true, { site: 'office', supplyPoint: OFFICE, dwelling: null }),
];

/** January of one heater: 500 W throughout, 16 cores that compute throughout for the contract; a day an upload. */
export function januaryOf(id: string, contract: string): WireUpload[] {
  return Array.from({ length: HOURS / 24 + 1 }, (_, number) => {
    const hours = Array.from({ length: 25 }, (_hour, hour) => number * 24 + hour);
    const at = hours.map((hour) => JANUARY.fromMs + hour * HOUR_MS);
    const slice = { job: `job-${number}`, attempt: 1, from: at[0]!, to: at[24]! };
    const computes = number < HOURS / 24;
    return encodeUpload({
      heater: id,
      epoch: 0,
      number,
      readings: {
        at,
        mainWh: hours.map((hour) => hour * 500),
        auxWh: hours.map(() => 0),
        mode: hours.map(() => 0),
        clock: hours.map(() => 2),
      },
      slices: computes
        ? [
            {
              ...slice,
              contract,
              coreMs: 16 * 24 * HOUR_MS,
              ghzMs: 48 * 24 * HOUR_MS,
              model: 'test-cpu',
              plan: 'batch',
            },
          ]
        : [],
      attemptEnds: computes ? [{ job: slice.job, attempt: 1, at: slice.to, outcome: 'completed' }] : [],
      salt: Buffer.alloc(16, number).toString('base64url'),
    });
  });
}
