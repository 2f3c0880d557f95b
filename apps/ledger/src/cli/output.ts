import type { Refusal } from '#domain/decision';

const REPAINT_MS = 100;
const LINE_MS = 2_000;

/** Where a command speaks: its result on stdout, progress and faults on stderr. */
export interface Output {
  /** The result: one JSON document with `--json`, else text for people. */
  result(value: unknown, text: string): void;
  /** What is going on; on a terminal it repaints its line, elsewhere it says so now and then. */
  progress(text: string): void;
  /** Ends a line of progress. */
  said(text: string): void;
  refused(refusals: readonly Refusal[]): void;
}

interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly now: () => number;
}

const processStreams: Streams = { out: process.stdout, err: process.stderr, now: () => Date.now() };

const refusalText = ({ code, field, remedy }: Refusal): string =>
  `refused  ${code}${field === '' ? '' : ` (${field})`}\n         ${remedy}\n`;

export function createOutput(json: boolean, { out, err, now }: Streams = processStreams): Output {
  let painted = false;
  let lastMs = 0;
  const clear = (): string => (painted ? '\r\u001B[K' : '');
  const line = (text: string): void => {
    err.write(`${clear()}${text}\n`);
    painted = false;
  };
  return {
    result: (value, text) => {
      if (painted) line('');
      out.write(json ? `${JSON.stringify(value, null, 2)}\n` : text.endsWith('\n') ? text : `${text}\n`);
    },
    progress: (text) => {
      const at = now();
      if (at - lastMs < (err.isTTY === true ? REPAINT_MS : LINE_MS)) return;
      lastMs = at;
      if (err.isTTY !== true) return line(text);
      err.write(`${clear()}${text}`);
      painted = true;
    },
    said: line,
    refused: (refusals) => {
      if (refusals.length === 0) return;
      if (json) out.write(`${JSON.stringify({ refused: refusals }, null, 2)}\n`);
      else for (const refusal of refusals) err.write(`${clear()}${refusalText(refusal)}`);
    },
  };
}
