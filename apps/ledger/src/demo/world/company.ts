import { Xoshiro } from '../random/xoshiro.js';
import { command, type DemoCommand } from './command.js';
import { frenchVatNumber, iban, siren, siret } from './numbers.js';

/** The company of the demo, and the series in which its documents are numbered. */
export function companyCommands(seed: string): DemoCommand[] {
  const random = new Xoshiro(`${seed}/company`);
  const number = siren(random);
  return [
    command('register-company', {
      name: 'Foyer Calcul SAS',
      address: '9 rue de la Fonderie, 44200 Nantes',
      siren: number,
      siret: siret(number),
      vatNumber: frenchVatNumber(number),
      iban: iban(random),
      bic: null,
      vatPoint: 'receipts',
      fiscalYearStartMonth: 1,
      standardVatRate: '20',
      lateRatePercent: '12.15',
      currency: 'EUR',
      zone: 'Europe/Paris',
      legalMention: `SAS au capital de 120 000 €, RCS Nantes ${spaced(number)}`,
    }),
    command('open-series', { kind: 'invoices', series: 'main', prefix: 'F2026-', first: 1 }),
    command('open-series', { kind: 'repayments', series: 'main', prefix: 'R2026-', first: 1 }),
  ];
}

/** A SIREN as registers write it: 000 123 456. */
const spaced = (number: string): string => number.replace(/(\d{3})(?=\d)/g, '$1\u00a0');
