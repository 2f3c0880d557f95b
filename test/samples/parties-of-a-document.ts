import type { DocumentIssuedData } from '#events';

const party = (id: string | null): DocumentIssuedData['buyer'] => ({
  party: id,
  identity: { name: id ?? 'Heatledger', address: '4 rue des Essais' },
  country: 'FR',
  siren: null,
  siret: null,
  vatNumber: null,
  endpoint: null,
  legalMention: null,
});

/** The company sells to a business here. */
export const PARTIES = { seller: party(null), buyer: party('lumen') } as const;
