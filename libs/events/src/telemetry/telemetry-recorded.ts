import Type from 'typebox';
import { Base64Url, Nullable, Shape, Text, defineEvent, type EventOf } from '../schema/index.js';
import { Signature, UploadBody, UploadHead } from './upload.js';

const head = UploadHead;
const signature = Nullable(Signature);

/** One upload is one event. The body is sealed unless an event before it declares the heater plain. */
export const TelemetryRecorded = defineEvent(
  'TelemetryRecorded',
  1,
  'telemetry-<heater>-<epoch>',
  'A heater sent consecutive readings, slices of computing and attempt ends; they are durable.',
  Type.Union([
    Shape({ head, signature, body: UploadBody }, 'of a plain heater (a workplace)'),
    Shape(
      {
        head,
        signature,
        keyId: Text('opaque id of the key of this heater and local month', 64),
        sealed: Base64Url(
          'AES-256-GCM of the body text, nonce ‖ ciphertext ‖ tag; additional data: the canonical head',
        ),
      },
      'of a household',
    ),
  ]),
);
export type TelemetryRecorded = EventOf<typeof TelemetryRecorded>;
