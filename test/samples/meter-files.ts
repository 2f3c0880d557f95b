import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Half-hours of constant power as Enedis exports them: from an instant on, so many of them. */
export function enedisCurve(fromMs: number, steps: number, watts: number, offsetHours = 2): string {
  const rows = Array.from({ length: steps }, (_, i) => {
    const wall = new Date(fromMs + (i + 1) * 1_800_000 + offsetHours * 3_600_000).toISOString().slice(0, 19);
    return `${wall}+0${offsetHours}:00;${watts}`;
  });
  return `\uFEFFIdentifiant PRM;Unite\n99000000000001;W\nHorodate;Valeur\n${rows.join('\n')}\n`;
}

interface SaidReading {
  readonly start: number;
  readonly seconds: number;
  readonly value: number;
  readonly quality?: number;
}

/** A Green Button feed of one meter; `type` replaces fields of its ReadingType. */
export function espiFeed(
  readings: readonly SaidReading[],
  type: Readonly<Record<string, string | number>> = {},
): string {
  const fields = { accumulationBehaviour: 4, flowDirection: 1, powerOfTenMultiplier: 0, uom: 72, ...type };
  const told = Object.entries(fields).map(([name, value]) => `<espi:${name}>${value}</espi:${name}>`);
  const intervals = readings.map(
    ({ start, seconds, value, quality }) =>
      `<espi:IntervalReading>${quality === undefined ? '' : `<espi:ReadingQuality><espi:quality>${quality}</espi:quality></espi:ReadingQuality>`}` +
      `<espi:timePeriod><espi:duration>${seconds}</espi:duration><espi:start>${start}</espi:start></espi:timePeriod>` +
      `<espi:value>${value}</espi:value></espi:IntervalReading>`,
  );
  return `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:espi="http://naesb.org/espi">
<entry><link rel="self" href="/LocalTimeParameters/1"/><content><espi:LocalTimeParameters><espi:tzOffset>-18000</espi:tzOffset></espi:LocalTimeParameters></content></entry>
<entry><link rel="self" href="/MeterReading/1"/><link rel="related" href="/ReadingType/1"/><content><espi:MeterReading/></content></entry>
<entry><link rel="self" href="/ReadingType/1"/><content><espi:ReadingType>${told.join('')}</espi:ReadingType></content></entry>
<entry><link rel="self" href="/MeterReading/1/IntervalBlock/1"/><link rel="up" href="/MeterReading/1/IntervalBlock"/><content><espi:IntervalBlock>${intervals.join('')}</espi:IntervalBlock></content></entry>
</feed>`;
}

/** A meter that signs its sessions. */
export class SigningMeter {
  readonly publicKey: string;
  private readonly privateKey: KeyObject;

  constructor(
    curve = 'prime256v1',
    private readonly algorithm?: string,
  ) {
    const pair = generateKeyPairSync('ec', { namedCurve: curve });
    this.privateKey = pair.privateKey;
    this.publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('hex');
  }

  /** `OCMF|payload|signature` of these readings. */
  record(readings: readonly Readonly<Record<string, unknown>>[]): string {
    const payload = JSON.stringify({ FV: '1.0', GS: 'test-meter', PG: 'T1', RD: readings });
    const hash = /SHA(\d+)$/.exec(this.algorithm ?? 'SHA256')?.[1] ?? '256';
    const signature = sign(`sha${hash}`, Buffer.from(payload), this.privateKey).toString('hex');
    const signed = { SD: signature, ...(this.algorithm === undefined ? {} : { SA: this.algorithm }) };
    return `OCMF|${payload}|${JSON.stringify(signed)}`;
  }

  /** The registers (kWh) at the two ends of a session. */
  session(from: string, beginKwh: unknown, to: string, endKwh: unknown): string {
    const reading = { ST: 'G', RI: '1-b:1.8.0', RU: 'kWh' };
    return this.record([
      { TM: from, TX: 'B', ...reading, RV: beginKwh },
      { TM: to, TX: 'E', ...reading, RV: endKwh },
      { RV: 0, RI: '1-b:1.9.0', RU: 'kWh' },
    ]);
  }

  /** Records in the XML container, each with the key. */
  file(...records: readonly string[]): string {
    return xmlOfRecords(records.map((record) => ({ record, publicKey: this.publicKey })));
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const xmlOfRecords = (
  records: readonly { readonly record: string; readonly publicKey?: string; readonly transaction?: string }[],
): string =>
  `<?xml version="1.0"?><values>${records
    .map(
      ({ record, publicKey, transaction }) =>
        `<value${transaction === undefined ? '' : ` transactionId="${transaction}"`}><signedData format="OCMF">${escaped(record)}</signedData>` +
        `${publicKey === undefined ? '' : `<publicKey>${publicKey}</publicKey>`}</value>`,
    )
    .join('')}</values>`;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
