import {
  B2B,
  CODED_NOTES,
  COMPANY,
  HEAD,
  NATURE,
  WORK,
  of19Eur20,
  totals,
  untaxedTotal,
  type Expected,
} from './golden-parts.js';

const WITHOUT_VAT = totals('19.20', '0.00', '19.20');
const untaxed: Expected = {
  ...of19Eur20,
  vatPoint: null,
  notes: [NATURE, ...CODED_NOTES, B2B],
  preceding: [],
};
const untaxedLine = { ...WORK, 'BT-153': 'Computing, contract rv-1 (384.00 core-hours)', 'BT-152': '0' };
const { 'BT-152': _rate, ...unratedLine } = untaxedLine;
const { vat: _companyVat, ...COMPANY_UNTAXED } = COMPANY;
const B2BINT = ['BAR', 'B2BINT'] as const;
/** What is said in English. */
const ENGLISH = { 'BT-20': 'Payable by 2 October 2026' };
const SWISS = {
  name: 'Alpenrechner AG',
  endpoint: 'rechnung@alpenrechner.example',
  'endpoint scheme': 'EM',
  line1: 'Bahnhofstrasse 1',
  postcode: '8001',
  city: 'Zürich',
  country: 'CH',
};

/** Documents without French VAT. */
export const GOLDEN_UNTAXED: Readonly<Record<string, Expected>> = {
  'AE to the Netherlands': {
    ...untaxed,
    head: { ...HEAD, ...WITHOUT_VAT, ...ENGLISH },
    notes: [NATURE, ...CODED_NOTES, B2BINT],
    buyer: {
      name: 'Renderij Amstel B.V.',
      vat: 'NL809163160B01',
      endpoint: '00000001809163160000',
      'endpoint scheme': '0190',
      line1: 'Keizersgracht 1',
      postcode: '1015 CJ',
      city: 'Amsterdam',
      country: 'NL',
    },
    vat: [untaxedTotal('AE', 'VATEX-EU-AE', 'Reverse charge (autoliquidation)')],
    lines: [{ ...untaxedLine, 'BT-151': 'AE', attributes: ['Unit: core-second'] }],
  },
  'O to Switzerland': {
    ...untaxed,
    head: { ...HEAD, ...WITHOUT_VAT, ...ENGLISH },
    notes: [NATURE, ...CODED_NOTES, B2BINT],
    seller: COMPANY_UNTAXED,
    buyer: SWISS,
    vat: [
      {
        'BT-116': '19.20',
        'BT-117': '0.00',
        'BT-118': 'O',
        'BT-120': 'Outside the scope of French VAT (art. 259 ff. CGI)',
        'BT-121': 'VATEX-EU-O',
      },
    ],
    lines: [{ ...unratedLine, 'BT-151': 'O', attributes: ['Unit: core-second'] }],
  },
  'G to Switzerland': {
    ...untaxed,
    head: { ...HEAD, ...WITHOUT_VAT },
    notes: [NATURE, ...CODED_NOTES, B2BINT],
    buyer: SWISS,
    vat: [untaxedTotal('G', 'VATEX-EU-G', 'Exonération (art. 262 I du CGI)')],
    lines: [{ ...untaxedLine, 'BT-151': 'G' }],
  },
  E: {
    ...untaxed,
    head: { ...HEAD, ...WITHOUT_VAT },
    vat: [untaxedTotal('E', 'VATEX-FR-CGI261-4', 'Exonération de TVA (art. 261-4 du CGI)')],
    lines: [{ ...untaxedLine, 'BT-151': 'E' }],
  },
  Z: {
    ...untaxed,
    head: { ...HEAD, ...WITHOUT_VAT },
    vat: [{ 'BT-116': '19.20', 'BT-117': '0.00', 'BT-118': 'Z', 'BT-119': '0' }],
    lines: [{ ...untaxedLine, 'BT-151': 'Z' }],
  },
};
