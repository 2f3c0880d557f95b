import type { Charge, WorkLine } from '#domain/rating';
import { Decimal } from '#domain/quantity';
import { workLabel } from './work-label.js';

const plain: WorkLine = {
  unit: 'core-hour',
  kind: 'usage',
  plan: null,
  model: null,
  tier: null,
  packageUnits: null,
  discountPercent: null,
  allowanceUnits: null,
};
const charge = (work: Partial<WorkLine>, changes: Partial<Charge> = {}): Charge => ({
  key: 'k',
  party: { kind: 'client', id: 'lab' },
  period: '2026-05',
  subject: 'lab-1',
  reference: null,
  quantity: 180_000_000,
  unit: 'core-second',
  quantityText: '180000.000',
  priceEur: '1',
  priceBase: 3600,
  amountEur: new Decimal(50),
  amountCents: 5000,
  vat: { category: 'S', rate: '20' },
  from: '2026-05-01',
  to: '2026-05-31',
  work: { ...plain, ...work },
  ...changes,
});
const second = { number: 2, above: '1000', upTo: null };

describe('what a line of computing is, in the words of its reader', () => {
  test.each<[string, Charge, string, string]>([
    [
      'one price for all work',
      charge({}),
      'Calcul, contrat lab-1 (50,00 heures-cœur)',
      'Computing, contract lab-1 (50.00 core-hours)',
    ],
    [
      'a first tier',
      charge({ tier: { number: 1, above: '0', upTo: '1000' } }),
      'Calcul, contrat lab-1, 1re tranche jusqu’à 1\u202f000 heures-cœur (50,00 heures-cœur)',
      'Computing, contract lab-1, tier 1 up to 1,000 core-hours (50.00 core-hours)',
    ],
    [
      'a tier of a plan on a processor, less a discount',
      charge({ plan: 'express', model: 'EPYC', tier: second, discountPercent: '10', unit: 'ghz-hour' }),
      'Calcul, contrat lab-1, plan express, processeur EPYC, 2e tranche au-delà de 1\u202f000 GHz-heures, remise de 10\u202f% comprise (50,00 GHz-heures)',
      'Computing, contract lab-1, plan express, processor EPYC, tier 2 above 1,000 GHz-hours, less 10% discount (50.00 GHz-hours)',
    ],
    [
      'packages after an allowance',
      charge({ packageUnits: '100', allowanceUnits: '10' }, { unit: 'package', quantityText: '3' }),
      'Calcul, contrat lab-1, forfaits entamés de 100 heures-cœur, après franchise de 10 heures-cœur',
      'Computing, contract lab-1, packages of 100 core-hours begun, after the allowance of 10 core-hours',
    ],
    [
      'the fee of a tier',
      charge({ kind: 'fee', tier: second }, { unit: 'one', quantityText: '1' }),
      'Calcul, contrat lab-1, 2e tranche au-delà de 1\u202f000 heures-cœur, frais fixes',
      'Computing, contract lab-1, tier 2 above 1,000 core-hours, flat fee',
    ],
    [
      'reserved capacity',
      charge({ kind: 'reserved', plan: 'reserved' }),
      'Calcul, contrat lab-1, capacité réservée (50,00 heures-cœur)',
      'Computing, contract lab-1, reserved capacity (50.00 core-hours)',
    ],
    [
      'a top-up',
      charge({ kind: 'minimum' }, { unit: 'one', quantityText: '1' }),
      'Calcul, contrat lab-1, complément au minimum mensuel',
      'Computing, contract lab-1, top-up to the monthly minimum',
    ],
  ])('%s', (_what, line, french, english) => {
    const work = line.work ?? plain;
    expect(workLabel(line, work, 'fr')).toBe(french);
    expect(workLabel(line, work, 'en')).toBe(english);
  });
});
