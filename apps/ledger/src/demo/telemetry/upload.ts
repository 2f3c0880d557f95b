import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import type { UploadHead } from '#events';
import { Xoshiro } from '../random/xoshiro.js';
import type { Told } from './simulation.js';

/** Wraps 32 bytes as an Ed25519 private key (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** What a heater holds: its key, and how far it has counted. The key follows from the seed, so it protects nothing. */
export class Sender {
  readonly publicKey: string;
  private readonly privateKey: KeyObject;
  private readonly random: Xoshiro;
  private number = 0;

  constructor(
    readonly heater: string,
    seed: string,
    private readonly epoch = 0,
  ) {
    this.random = new Xoshiro(`${seed}/heater/${heater}`);
    this.privateKey = createPrivateKey({
      key: Buffer.concat([PKCS8_ED25519, this.random.bytes(32)]),
      format: 'der',
      type: 'pkcs8',
    });
    const spki = createPublicKey(this.privateKey).export({ format: 'der', type: 'spki' });
    this.publicKey = spki.subarray(-32).toString('base64url');
  }

  /** Signs and numbers what the heater has to tell: the upload as JSON text. */
  upload(told: Told): string {
    const salt = Buffer.from(this.random.bytes(16)).toString('base64url');
    const body = JSON.stringify({ salt, ...told });
    const to = told.at.reduce((sum, difference) => sum + difference, 0);
    const head: UploadHead = {
      v: 1,
      heater: this.heater,
      epoch: this.epoch,
      number: this.number++,
      from: told.at[0]!,
      to,
      bodyHash: createHash('sha256').update(body).digest('hex'),
    };
    const headText = JSON.stringify(head);
    const signature = sign(null, Buffer.from(headText), this.privateKey).toString('base64url');
    return `{"head":${headText},"signature":"${signature}","body":${body}}`;
  }
}
