import type { ChartOfAccountsSet } from '#events';

/** Accounts of the French general chart (PCG); a `SetChartOfAccounts` command replaces them from there on. */
export const DEFAULT_CHART: ChartOfAccountsSet['data'] = {
  clients: '411',
  owners: '401',
  residents: '467',
  revenue: '706',
  electricity: '6061',
  vatCollected: '44571',
  vatOnReceipts: '44574',
  vatDeductible: '44566',
  labels: [
    { account: '401', label: 'Fournisseurs' },
    { account: '411', label: 'Clients' },
    { account: '44566', label: 'TVA déductible sur autres biens et services' },
    { account: '44571', label: 'TVA collectée' },
    { account: '44574', label: 'TVA sur encaissements, non encore exigible' },
    { account: '467', label: 'Autres comptes débiteurs ou créditeurs' },
    { account: '6061', label: 'Fournitures non stockables (électricité)' },
    { account: '706', label: 'Prestations de services' },
  ],
};
