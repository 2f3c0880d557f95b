import { PLAIN_TERMS, client, termEndOn, type ClientEvent } from '#domain/compute-contracts';
import { scenario } from '../../../../test/samples/scenario.js';

const { given } = scenario(client, {
  priceList: null,
  contractOf: null,
  research: { budgetCoreHours: null, grants: [] },
});
const registered: ClientEvent = {
  type: 'ClientRegistered',
  data: {
    client: 'lab',
    kind: 'company',
    identity: { name: 'Lab', address: 'Paris', email: null },
    country: 'FR',
    siren: '812345676',
    vatNumber: null,
    language: 'fr',
  },
};
type Terms = Extract<ClientEvent, { type: 'ContractSigned' }>['data'];
const signed = (terms: Partial<Terms> = {}): ClientEvent => ({
  type: 'ContractSigned',
  data: {
    client: 'lab',
    contract: 'lab-1',
    from: '2026-03-01',
    priceList: 'core',
    unit: 'core-hour',
    pays: 'completed',
    paymentDays: 30,
    reference: null,
    ...PLAIN_TERMS,
    ...terms,
  },
});
const granted: ClientEvent = {
  type: 'GrantGiven',
  data: {
    client: 'lab',
    contract: 'lab-g',
    from: '2026-03-01',
    to: '2026-12-31',
    beneficiary: 'Marine biology',
    priceList: 'core',
    limitCoreHours: null,
  },
};
const end = (on: string, notifiedOn: string | null = null, contract = 'lab-1') =>
  ({ type: 'EndContract', client: 'lab', contract, on, notifiedOn }) as const;
const ended = (on: string, notifiedOn: string | null = null): ClientEvent => ({
  type: 'ContractEnded',
  data: { client: 'lab', contract: 'lab-1', on, notifiedOn },
});

describe('the end of a contract', () => {
  test('may be brought forward, never put back', () => {
    given(registered, signed()).when(end('2026-12-31')).then(ended('2026-12-31'));
    given(registered, signed(), ended('2026-12-31')).when(end('2026-12-31')).thenNothing();
    given(registered, signed(), ended('2026-12-31')).when(end('2026-10-31')).then(ended('2026-10-31'));
    given(registered, signed(), ended('2026-12-31'))
      .when(end('2027-01-31'))
      .thenRefused('CONTRACT_ENDED', 'on');
    given(registered, granted)
      .when(end('2027-01-31', null, 'lab-g'))
      .thenRefused('CONTRACT_ENDED', 'on');
  });

  test.each([
    ['of a contract that is not there', end('2026-12-31', null, 'x'), 'CONTRACT_UNKNOWN', 'contract'],
    ['before it began', end('2026-02-28'), 'SPAN_EMPTY', 'on'],
    ['on no day', end('2026-02-30'), 'DATE_INVALID', 'on'],
  ])('%s is refused', (_, command, code, field) => {
    given(registered, signed()).when(command).thenRefused(code, field);
  });

  const yearly = signed({
    to: '2027-02-28',
    renewalMonths: 12,
    notice: { priceDays: 0, endDays: 90 },
  });

  test.each([
    ['of the first term, in time', '2027-02-28', '2026-11-30'],
    ['of a later term', '2028-02-29', '2027-11-01'],
    ['on any day that both sides agreed', '2026-05-15', null],
  ])('%s is accepted', (_what, on, notifiedOn) => {
    given(registered, yearly).when(end(on, notifiedOn)).then(ended(on, notifiedOn));
  });

  test.each([
    ['inside a term, by one side', '2027-01-31', '2026-05-01', 'CONTRACT_END_NOT_AT_TERM', 'on'],
    ['told a day late', '2027-02-28', '2026-12-01', 'CONTRACT_END_NOTICE_TOO_SHORT', 'notifiedOn'],
    ['told on no day', '2027-02-28', '2026-02-30', 'DATE_INVALID', 'notifiedOn'],
  ])('%s is refused', (_what, on, notifiedOn, code, field) => {
    given(registered, yearly).when(end(on, notifiedOn)).thenRefused(code, field);
  });

  test('a contract without renewal ends with its term; one side cannot end it before', () => {
    const term = signed({ to: '2027-02-28' });
    given(registered, term).when(end('2027-02-28', '2026-05-01')).thenNothing();
    given(registered, term)
      .when(end('2026-12-31', '2026-05-01'))
      .thenRefused('CONTRACT_END_NOT_AT_TERM', 'on');
    given(registered, term).when(end('2027-03-31')).thenRefused('CONTRACT_ENDED', 'on');
  });

  test('a contract without term ends on any day, with its notice', () => {
    const open = signed({ notice: { priceDays: 0, endDays: 30 } });
    given(registered, open).when(end('2026-05-15', '2026-04-15')).then(ended('2026-05-15', '2026-04-15'));
    given(registered, open)
      .when(end('2026-05-15', '2026-04-16'))
      .thenRefused('CONTRACT_END_NOTICE_TOO_SHORT', 'notifiedOn');
  });
});

describe('terms renewed', () => {
  test.each([
    ['2027-02-28', 6, '2027-03-01', '2027-08-31'],
    ['2026-08-31', 6, '2026-12-24', '2027-02-28'],
    ['2026-01-30', 1, '2026-02-10', '2026-02-28'],
    ['2026-06-15', 1, '2026-06-15', '2026-06-15'],
    ['2026-06-15', 3, '2027-01-01', '2027-03-15'],
  ])('a term to %s, renewed by %d months, on %s ends on %s', (to, months, day, expected) => {
    expect(termEndOn(to, months, day)).toBe(expected);
  });
});

describe('a notice of new prices', () => {
  const asking = signed({ notice: { priceDays: 60, endDays: 0 } });
  const notice = {
    client: 'lab',
    contract: 'lab-1',
    priceList: 'core',
    from: '2026-07-01',
    sentOn: '2026-05-02',
    evidence: 'letter 12',
  };
  const notify = { type: 'NotifyPriceRevision', ...notice } as const;
  const notified: ClientEvent = { type: 'PriceRevisionNotified', data: notice };

  test('is kept once', () => {
    given(registered, asking).when(notify).then(notified);
    given(registered, asking, notified).when(notify).thenNothing();
  });

  test.each([
    ['of a contract that is not there', { contract: 'x' }, 'CONTRACT_UNKNOWN', 'contract'],
    ['of a grant', { contract: 'lab-g' }, 'CONTRACT_UNKNOWN', 'contract'],
    ['of another list', { priceList: 'gpu' }, 'PRICE_LIST_OTHER', 'priceList'],
    ['sent a day late', { sentOn: '2026-05-03' }, 'PRICE_NOTICE_TOO_SHORT', 'sentOn'],
    ['from a day that is none', { from: '2026-06-31' }, 'DATE_INVALID', 'from'],
  ])('%s is refused', (_what, change, code, field) => {
    given(registered, asking, granted)
      .when({ ...notify, ...change })
      .thenRefused(code, field);
  });
});
