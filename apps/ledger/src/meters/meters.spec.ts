import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WATT_MS_PER_WH } from '#domain/load-curves';
import { PARIS } from '../../../../test/samples/heated-block.js';
import { SigningMeter, espiFeed, xmlOfRecords } from '../../../../test/samples/meter-files.js';
import { espiFile } from './espi-file.js';
import type { MeterFile } from './meter-file.js';
import { ocmfFile } from './ocmf-file.js';
import { xmlOf } from './xml.js';

const whOf = ({ intervals }: MeterFile): number =>
  intervals.reduce((sum, { wattMs }) => sum + wattMs, 0) / WATT_MS_PER_WH;

describe('Green Button', () => {
  const start = Date.UTC(2026, 7, 1) / 1000;
  const two = [
    { start, seconds: 900, value: 282, quality: 8 },
    { start: start + 900, seconds: 900, value: 323 },
  ];

  test('energy of intervals, by quality; the clock of the file is told where it is another', () => {
    const read = espiFile(espiFeed(two), PARIS);
    expect(read.intervals).toEqual([
      { fromMs: start * 1000, toMs: (start + 900) * 1000, wattMs: 282 * WATT_MS_PER_WH },
      { fromMs: (start + 900) * 1000, toMs: (start + 1800) * 1000, wattMs: 323 * WATT_MS_PER_WH },
    ]);
    expect(read.qualities).toEqual({ estimated: 1, unstated: 1 });
    expect(read.notes).toEqual([expect.stringContaining('UTC−5 h')]);
  });

  test.each([
    ['a power of ten', espiFeed(two, { powerOfTenMultiplier: -3 }), 0.605],
    ['an interval told twice', espiFeed([...two, two[0]!]), 605],
    ['any order', espiFeed([...two].reverse()), 605],
  ])('%s', (_what, text, wh) => {
    expect(whOf(espiFile(text, PARIS))).toBe(wh);
  });

  test.each([
    ['no energy', espiFeed(two, { uom: 38 }), 'CURVE_EMPTY'],
    ['energy given back', espiFeed(two, { flowDirection: 19 }), 'CURVE_EMPTY'],
    ['a cumulative register', espiFeed(two, { accumulationBehaviour: 3 }), 'ESPI_TYPE_UNKNOWN'],
    [
      'intervals that meet',
      espiFeed([...two, { start: start + 60, seconds: 900, value: 1 }]),
      'ESPI_READINGS_CLASH',
    ],
    ['no length', espiFeed([{ start, seconds: 0, value: 1 }]), 'ESPI_READING_INVALID'],
    ['no number', espiFeed(two).replace('>282<', '>x<'), 'ESPI_READING_INVALID'],
    ['no type', espiFeed(two).replaceAll('ReadingType>', 'Other>'), 'ESPI_TYPE_MISSING'],
    ['half a file', espiFeed(two).slice(0, 900), 'XML_INVALID'],
    ['no XML', 'Horodate;Valeur', 'XML_INVALID'],
  ])('%s is refused', (_what, text, code) => {
    expect(() => espiFile(text, PARIS)).toThrow(code);
  });

  test('entities of a document type are not expanded', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>';
    expect(() => xmlOf(bomb)).toThrow('XML_INVALID');
    expect(() => xmlOf('<a>'.repeat(70) + '</a>'.repeat(70))).toThrow('nest too deep');
  });
});

describe('OCMF', () => {
  const meter = new SigningMeter();
  const session = meter.session(
    '2026-08-01T10:00:00,000+0200 S',
    12.5,
    '2026-08-01T11:00:00,000+0200 R',
    '  13.1001',
  );

  test('a session is what the register rose by', () => {
    const read = ocmfFile(meter.file(session), null);
    expect(read.intervals).toEqual([
      { fromMs: Date.UTC(2026, 7, 1, 8), toMs: Date.UTC(2026, 7, 1, 9), wattMs: 600.1 * WATT_MS_PER_WH },
    ]);
    expect(read.signature).toMatchObject({ keyFrom: 'file', records: 1 });
  });

  test('begin and end may be records of their own', () => {
    const reading = { ST: 'G', RI: '01-00:01.08.00.FF', RU: 'Wh' };
    const records = [
      meter.record([{ TM: '2026-08-01T10:00:00,000+0200 S', TX: 'B', RV: 100, ...reading }]),
      meter.record([{ TM: '2026-08-01T10:30:00,000+0200 S', TX: 'E', RV: 350, ...reading }]),
    ].map((record) => ({ record, publicKey: meter.publicKey, transaction: '7' }));
    expect(whOf(ocmfFile(xmlOfRecords(records), null))).toBe(250);
    expect(ocmfFile(xmlOfRecords(records.slice(0, 1)), null).refused).toMatchObject([
      { code: 'OCMF_SESSION_OPEN' },
    ]);
  });

  test.each([
    ['prime256v1', undefined],
    ['secp192k1', 'ECDSA-secp192k1-SHA256'],
    ['secp256k1', 'ECDSA-secp256k1-SHA256'],
    ['prime192v1', 'ECDSA-secp192r1-SHA256'],
    ['secp384r1', 'ECDSA-secp384r1-SHA384'],
    ['secp521r1', 'ECDSA-secp521r1-SHA512'],
    ['brainpoolP256r1', 'ECDSA-brainpoolP256r1-SHA256'],
    ['brainpoolP384r1', 'ECDSA-brainpool384r1-SHA256'],
  ])('signatures on %s are verified', (curve, algorithm) => {
    const other = new SigningMeter(curve, algorithm);
    const record = other.session('2026-08-01T10:00:00,000+0200 S', 1, '2026-08-01T11:00:00,000+0200 S', 2);
    expect(whOf(ocmfFile(other.file(record), null))).toBe(1000);
    expect(() => ocmfFile(other.file(record.replace('"RV":2', '"RV":3')), null)).toThrow(
      'OCMF_SIGNATURE_INVALID',
    );
  });

  test('one record a line, with the key of the caller', () => {
    expect(whOf(ocmfFile(`${session}\n`, meter.publicKey))).toBeCloseTo(600.1);
    expect(() => ocmfFile(session, null)).toThrow('OCMF_KEY_MISSING');
    expect(() => ocmfFile(meter.file(session), new SigningMeter().publicKey)).toThrow(
      'OCMF_SIGNATURE_INVALID',
    );
    expect(() => ocmfFile(meter.file(session), 'no key')).toThrow('OCMF_KEY_INVALID');
  });

  test('a space more in the payload is another payload', () => {
    expect(() => ocmfFile(meter.file(session.replace('"FV":', '"FV": ')), null)).toThrow(
      'OCMF_SIGNATURE_INVALID',
    );
  });

  test('records of two keys are not mixed', () => {
    const other = new SigningMeter();
    const records = [
      { record: session, publicKey: meter.publicKey },
      {
        record: other.session('2026-08-01T10:00:00,000+0200 S', 1, '2026-08-01T11:00:00,000+0200 S', 2),
        publicKey: other.publicKey,
      },
    ];
    expect(() => ocmfFile(xmlOfRecords(records), null)).toThrow('SEVERAL_KEYS');
  });

  test.each([
    ['a clock that was never set', '1970-01-01T01:00:00,000+0100 I', 1, 2, 'OCMF_CLOCK_NOT_SET'],
    ['a clock that is not synchronised', '2026-08-01T10:00:00,000+0200 U', 1, 2, 'OCMF_CLOCK_NOT_SET'],
    ['a register that fell', '2026-08-01T10:00:00,000+0200 S', 2, 1, 'OCMF_REGISTER_FELL'],
    ['no number', '2026-08-01T10:00:00,000+0200 S', 'x', 1, 'OCMF_RECORD_INVALID'],
    ['no time', 'yesterday', 1, 2, 'OCMF_RECORD_INVALID'],
  ])('%s is refused alone; the others stand', (_what, from, begin, end, code) => {
    const bad = meter.session(from, begin, '2026-08-01T11:00:00,000+0200 S', end);
    const read = ocmfFile(meter.file(session, bad), null);
    expect(read.refused).toMatchObject([{ code, field: 'record 2' }]);
    expect(whOf(read)).toBeCloseTo(600.1);
  });

  test('a session of 0 Wh is a fact', () => {
    const idle = meter.session('2026-08-01T10:00:00,000+0200 S', 5, '2026-08-01T10:00:00,000+0200 S', 5);
    expect(ocmfFile(meter.file(idle), null)).toMatchObject({ refused: [], intervals: [{ wattMs: 0 }] });
  });
});

const DATA = '../shared/data';
const dataTest = existsSync(DATA) ? test : test.skip;
const publishedFile = (...path: string[]): string => readFileSync(join(DATA, ...path), 'utf8');

dataTest(`published OCMF files (skipped where ${DATA} is absent)`, () => {
  for (const name of readdirSync(join(DATA, 'ocmf'))) {
    const read = (): MeterFile => ocmfFile(publishedFile('ocmf', name), null);
    if (name.includes('_fail')) expect(read).toThrow('OCMF_SIGNATURE_INVALID');
    else expect(read().signature?.records).toBeGreaterThan(0);
  }
  const keba = ocmfFile(publishedFile('ocmf', 'keba_test.xml'), null);
  expect(keba.signature?.records).toBe(100);
  expect(keba.refused.map(({ code }) => code)).toEqual(Array(100).fill('OCMF_CLOCK_NOT_SET'));
  expect(whOf(ocmfFile(publishedFile('ocmf', 'VW_OCMF_load.xml'), null))).toBe(1101);
  expect(ocmfFile(publishedFile('ocmf', 'nistP384_0Wh.xml'), null).intervals).toMatchObject([{ wattMs: 0 }]);
});

dataTest.each([
  ['test_usage_data_01.xml', 96, 93_846],
  ['test_usage_data.xml', 1340, 1_391_666],
  ['cew821_sample_greenbutton_data.xml', 362, 291_018],
])(`published Green Button feed (skipped where ${DATA} is absent): %s`, (name, intervals, wh) => {
  const read = espiFile(publishedFile('greenbutton', name), PARIS);
  expect(read.intervals).toHaveLength(intervals);
  expect(whOf(read)).toBe(wh);
});
