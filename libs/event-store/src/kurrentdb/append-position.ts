import { invariant } from '#domain/decision';

import type { Place } from './place.js';

/** The last event of an append. */
export interface AppendedAt {
  readonly stream: string;
  readonly revision: number;
  /** Null where the server did not say: it may not for what stood there already. */
  readonly place: Place | null;
}

const SHAPE = /^(?:(\d+)\.(\d+))?@(\d+)@(.+)$/s;

/** The opaque position of the port: `commit.prepare@revision@stream`. */
export const positionText = ({ stream, revision, place }: AppendedAt): string =>
  `${place === null ? '' : `${place.commit}.${place.prepare}`}@${revision}@${stream}`;

export function appendedAt(position: string): AppendedAt {
  const [whole, commit, prepare, revision, stream] = SHAPE.exec(position) ?? [];
  invariant(whole !== undefined && stream !== undefined, `${position} is not a position of this store`);
  const place =
    commit === undefined || prepare === undefined
      ? null
      : { commit: BigInt(commit), prepare: BigInt(prepare) };
  return { stream, revision: Number(revision), place };
}
