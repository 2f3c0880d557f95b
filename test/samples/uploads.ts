import { createPrivateKey, type KeyObject } from 'node:crypto';
import { NO_STREAM, type EventStore } from '#event-store';
import { encodeUpload, makeEvent, type DomainEvent, type UploadContent, type WireUpload } from '#events';

/** 2026-09-01T00:00:00Z */
export const SEPTEMBER = Date.UTC(2026, 8, 1);

/** The key pair of RFC 8032, 7.1, test 2. */
export const PUBLIC_KEY = Buffer.from(
  '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  'hex',
).toString('base64url');
export const PRIVATE_KEY: KeyObject = createPrivateKey({
  key: {
    kty: 'OKP',
    crv: 'Ed25519',
    x: PUBLIC_KEY,
    d: Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex').toString(
      'base64url',
    ),
  },
  format: 'jwk',
});

/** An upload of two readings an hour apart, with what a test wants otherwise. */
export function upload(content: Partial<UploadContent> = {}): WireUpload {
  const number = content.number ?? 0;
  const from = SEPTEMBER + number * 3_600_000;
  return encodeUpload({
    heater: 'h1',
    epoch: 0,
    number,
    readings: {
      at: [from, from + 3_600_000],
      mainWh: [1000 + number * 500, 1500 + number * 500],
      auxWh: [0, 0],
      mode: [0, 0],
      clock: [2, 2],
    },
    slices: [],
    attemptEnds: [],
    salt: Buffer.alloc(16, number).toString('base64url'),
    ...content,
  });
}

let made = 0;
/** Appends events to the end of a stream, as some command long ago. */
export async function given(
  store: EventStore,
  stream: string,
  ...events: readonly DomainEvent[]
): Promise<void> {
  const last = (await store.readStreamBackwards(stream, null, 1))[0]?.revision ?? NO_STREAM;
  const meta = { recordedAt: 1, actor: 'person:ana', causation: null };
  const printed = events.map((event) => {
    made += 1;
    const id = `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`;
    return makeEvent(event, { ...meta, id, commandId: id });
  });
  const [outcome] = await store.append([{ stream, expectedRevision: last, events: printed }]);
  if (outcome?.kind !== 'appended') throw new Error(`not appended to ${stream}`);
}

/** A heater with epoch 0 open; a household's, unsigned, unless said otherwise. */
export async function givenHeater(
  store: EventStore,
  heater: string,
  { publicKey = null, plain = false }: { publicKey?: string | null; plain?: boolean } = {},
): Promise<void> {
  await given(
    store,
    `heater-${heater}`,
    {
      type: 'HeaterCommissioned',
      data: {
        heater,
        model: 'Q.rad',
        processorModel: 'i7',
        processors: 4,
        cores: 16,
        ratedMainW: 500,
        ratedAuxW: 300,
        registerDigits: 9,
        meterClass: 'B',
        meterCertificate: 'LNE-1',
      },
    },
    { type: 'HeaterEpochOpened', data: { heater, epoch: 0, publicKey, reason: 'first board' } },
    ...(plain ? [{ type: 'HeaterDeclaredPlain', data: { heater, reason: 'office' } } as const] : []),
  );
}
