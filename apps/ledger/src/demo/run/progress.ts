/** What the demo is doing: a bar that redraws itself on a terminal, a line per stage elsewhere. */
export interface Progress {
  /** Begins a stage; the one before it is done. */
  stage(name: string): void;
  /** How far the stage is, 0 to 1, and what to say beside the bar. */
  at(fraction: number, note: string): void;
  done(): void;
}

export interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const WIDTH = 28;
const REDRAW_MS = 80;

/** Timings go to the terminal only: what is written to files is the same in every run. */
export function progressOn(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  let name: string | null = null;
  let note = '';
  let startedMs = 0;
  let drawnMs = -Infinity;
  const seconds = (): string => `${((now() - startedMs) / 1000).toFixed(1)} s`;
  const finish = (): void => {
    if (name === null) return;
    const said = note === '' ? '' : `, ${note}`;
    terminal.write(`${terminal.isTTY === true ? '\r\u001b[2K' : ''}  ${name}${said} (${seconds()})\n`);
    name = null;
  };
  return {
    stage(next) {
      finish();
      [name, note, startedMs, drawnMs] = [next, '', now(), -Infinity];
      if (terminal.isTTY === true) terminal.write(`\r\u001b[2K  ${next} …`);
    },
    at(fraction, said) {
      note = said;
      if (terminal.isTTY !== true || now() - drawnMs < REDRAW_MS) return;
      drawnMs = now();
      const full = Math.round(Math.min(1, Math.max(0, fraction)) * WIDTH);
      terminal.write(`\r\u001b[2K  ${name} [${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${said}`);
    },
    done: finish,
  };
}

export const SILENT: Progress = { stage: () => undefined, at: () => undefined, done: () => undefined };
