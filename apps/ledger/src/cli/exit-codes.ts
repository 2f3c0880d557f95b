import type { Refusal } from '#domain/decision';

/** What a command's exit says; scripts may rely on it. */
export const EXIT = Object.freeze({
  done: 0,
  /** A fault of the program or the machine. */
  failed: 1,
  /** The command line or the configuration is wrong. */
  usage: 2,
  /** The ledger understood and refused: the code, the field and what to do are printed. */
  refused: 3,
  /** No ledger, log or database answers, or another process holds the data folder. */
  unreachable: 4,
  interrupted: 130,
});

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_HELP = `
Exit codes:
  0  done
  1  a fault of the program or the machine
  2  the command line or the configuration is wrong
  3  refused by the ledger: code, field and what to do are printed
  4  no ledger, log or database answers, or another process holds the data folder
  130  interrupted`;

/** Ends a command with refusals that are printed and an exit code. */
export class CommandEnded extends Error {
  constructor(
    readonly exitCode: ExitCode,
    readonly refusals: readonly Refusal[],
  ) {
    super(refusals.map((refusal) => `${refusal.code}: ${refusal.remedy}`).join('\n'));
    this.name = 'CommandEnded';
  }
}
