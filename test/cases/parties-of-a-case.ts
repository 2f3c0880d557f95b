import { SITE } from '../scenarios/world-of-a-test.js';

/** A dwelling and who has lived in it since January, opted in or not. */
export const resident = (name: string, optedIn = true) =>
  [
    ['add-dwelling', { site: SITE, dwelling: name, label: name }],
    [
      'register-resident',
      {
        resident: name,
        person: { name: `Resident ${name}`, address: null, email: null, iban: null },
        language: 'en',
      },
    ],
    ['move-resident-in', { resident: name, site: SITE, dwelling: name, on: '2026-01-01' }],
    ...(optedIn ? [['opt-resident-in', { resident: name, from: '2026-01-01', until: null }] as const] : []),
  ] as const;

/** An owner that deducts VAT. */
export const deductingOwner = (owner: string, siren: string, vatNumber: string) =>
  [
    'register-owner',
    {
      owner,
      kind: 'company',
      name: `Owner ${owner}`,
      address: '5 rue des Essais',
      country: 'FR',
      siren,
      vatNumber,
      vat: 'deducts',
      iban: null,
      language: 'en',
    },
  ] as const;

export const mandateOf = (owner: string) =>
  [
    'give-self-billing-mandate',
    { owner, mandate: `mandate-${owner}`, from: '2026-01-01', to: null },
  ] as const;
