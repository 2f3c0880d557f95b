import type { Refusal } from '#domain/decision';
import type { MeterInterval } from '#domain/load-curves';
import { fileFault } from '../load-curves/index.js';
import { ascending, type MeterFile } from './meter-file.js';
import { payloadOf, type RegisterReading } from './ocmf-record.js';
import { isSigned, publicKeyOf, type NamedPublicKey, type OcmfSignature } from './ocmf-signature.js';
import { elementsOf, textIn, xmlOf } from './xml.js';

/** A signed record as the file has it. */
interface SignedRecord {
  readonly field: string;
  readonly payload: string;
  readonly signature: OcmfSignature;
  readonly publicKey: string | null;
  /** Records of one transaction bear the same id where they are apart. */
  readonly transaction: string | null;
}

interface Found {
  readonly text: string;
  readonly publicKey: string | null;
  readonly transaction: string | null;
}

/** Records of an XML container, or of a text with one record a line. */
function foundIn(text: string): Found[] {
  const bare = text.replace(/^\uFEFF/, '');
  if (!bare.trimStart().startsWith('<'))
    return bare
      .split(/\r\n|\n|\r/)
      .filter((line) => line.startsWith('OCMF|'))
      .map((line) => ({ text: line, publicKey: null, transaction: null }));
  const root = xmlOf(bare);
  const values = root.name === 'value' ? [root] : elementsOf(root, 'value');
  return values.flatMap((value) => {
    const signed = value.children.find(({ name }) => name === 'signedData');
    if (signed === undefined) return [];
    const encoding = signed.attributes['encoding'];
    const plain =
      encoding === 'base64' || encoding === 'hex'
        ? Buffer.from(signed.text.trim(), encoding).toString('utf8')
        : signed.text;
    const transaction = value.attributes['transactionId'] ?? null;
    return [{ text: plain.trim(), publicKey: textIn(value, 'publicKey'), transaction }];
  });
}

/** The parts of `OCMF|payload|signature`; the payload to the byte, as it was signed. Fault: OCMF_RECORD_INVALID. */
function signedRecord({ text, publicKey, transaction }: Found, place: number): SignedRecord {
  const field = `record ${place + 1}`;
  const [first, last] = [text.indexOf('|'), text.lastIndexOf('|')];
  try {
    if (!text.startsWith('OCMF|') || last <= first) throw new Error('not three parts');
    const signature = JSON.parse(text.slice(last + 1)) as OcmfSignature;
    return { field, payload: text.slice(first + 1, last), signature, publicKey, transaction };
  } catch {
    return fileFault('OCMF_RECORD_INVALID', field, 'A record is OCMF|{…}|{"SD":…}.');
  }
}

/** Verifies every record, all by one key. Faults: OCMF_SIGNATURE_INVALID, OCMF_KEY_MISSING, SEVERAL_KEYS. */
function verified(records: readonly SignedRecord[], given: string | null): NamedPublicKey {
  let known: NamedPublicKey | null = given === null ? null : publicKeyOf(given, 'publicKey');
  const byText = new Map<string, NamedPublicKey>();
  for (const { field, payload, signature, publicKey } of records) {
    const own = publicKey === null ? null : (byText.get(publicKey) ?? publicKeyOf(publicKey, field));
    if (publicKey !== null && own !== null) byText.set(publicKey, own);
    const key: NamedPublicKey =
      (given === null ? own : known) ??
      fileFault(
        'OCMF_KEY_MISSING',
        field,
        'The file has no public key: give the one that the maker of the meter published.',
      );
    if (!isSigned(payload, signature, key))
      fileFault(
        'OCMF_SIGNATURE_INVALID',
        field,
        'The signature is not that of this record under this key: it was changed, or is of another meter. Nothing was taken.',
      );
    if (known !== null && known.sha256 !== key.sha256)
      fileFault('SEVERAL_KEYS', field, 'Give the records of one key at a time.');
    known = key;
  }
  return known ?? fileFault('CURVE_EMPTY', 'file', 'There is no signed record in it.');
}

const fell = (field: string): Refusal => ({
  code: 'OCMF_REGISTER_FELL',
  field,
  remedy: 'The register ends below where it began: ask who reads the meter.',
});

/** What a session took: from its first reading to its last. A session of one reading is known to begin, and no more. */
function sessionOf(readings: readonly RegisterReading[], field: string): MeterInterval | Refusal | null {
  const inOrder = [...readings].sort((a, b) => a.atMs - b.atMs);
  const [begin, end] = [inOrder[0], inOrder.at(-1)];
  if (begin === undefined || end === undefined || begin === end) return null;
  if (end.wattMs < begin.wattMs) return fell(field);
  // A session told within one instant took its energy somewhere in that second.
  const toMs = Math.max(end.atMs, begin.atMs + 1000);
  return { fromMs: begin.atMs, toMs, wattMs: end.wattMs - begin.wattMs };
}

/**
 * Sessions of signed OCMF records. A signature that does not fit refuses the whole file; a record that is signed but
 * tells no usable time or value is refused alone and listed. Faults (FileFault): XML_INVALID, OCMF_RECORD_INVALID,
 * OCMF_KEY_INVALID, OCMF_KEY_MISSING, OCMF_SIGNATURE_INVALID, SEVERAL_KEYS, CURVE_EMPTY.
 */
export function ocmfFile(text: string, publicKey: string | null): MeterFile {
  const records = foundIn(text).map(signedRecord);
  const { sha256 } = verified(records, publicKey);
  const refused: Refusal[] = [];
  const sessions = new Map<string, { readonly field: string; readonly readings: RegisterReading[] }>();
  for (const { field, payload, transaction } of records) {
    const told = payloadOf(payload, field);
    if ('code' in told) {
      refused.push(told);
      continue;
    }
    const whole =
      told.readings.some(({ kind }) => kind === 'begin') && told.readings.some(({ kind }) => kind === 'end');
    const key = whole || transaction === null ? field : `${told.meter}/${transaction}`;
    const session = sessions.get(key) ?? { field, readings: [] };
    session.readings.push(...told.readings);
    sessions.set(key, session);
  }
  const intervals: MeterInterval[] = [];
  for (const { field, readings } of sessions.values()) {
    const session = sessionOf(readings, field);
    if (session === null)
      refused.push({
        code: 'OCMF_SESSION_OPEN',
        field,
        remedy: 'The session has no second reading: import it with its end.',
      });
    else if ('code' in session) refused.push(session);
    else intervals.push(session);
  }
  return {
    intervals: ascending(intervals),
    holes: [],
    refused,
    qualities: {},
    signature: {
      publicKey: sha256,
      keyFrom: publicKey === null ? 'file' : 'caller',
      records: records.length,
    },
    notes: [],
  };
}
