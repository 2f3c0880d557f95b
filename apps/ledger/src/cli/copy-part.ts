import { existsSync } from 'node:fs';
import { bindInstallation, openDatabase } from '#postgres';
import type { CopyOutcome, Progress } from '../moving/copying.js';
import { CopyRefused } from '../moving/copying.js';
import { type Belonging, sameInstallation } from '../moving/installation-guard.js';
import { openLogTarget } from '../moving/open-logs.js';
import type { Run } from './command.js';
import { mustBeThere, type PartForm, partPlace, type PartPlace, samePart } from './copy-places.js';
import { copiedOr, faultOf, stopSignal, teller } from './copy-run.js';
import { CommandEnded, EXIT } from './exit-codes.js';

/** A part of a ledger that is copied: keys, documents. */
export interface CopiedPart<Store extends { close(): Promise<void> }, Copied> {
  readonly form: PartForm;
  /** Whether files of it may have one writer only: then no ledger may run on the target. */
  readonly oneWriter: boolean;
  readonly open: (address: PartPlace['address']) => Promise<Store>;
  readonly copy: (copy: {
    readonly source: Store;
    readonly target: Store;
    readonly signal: AbortSignal;
    readonly told: (progress: Progress) => void;
  }) => Promise<CopyOutcome<Copied>>;
  readonly textOf: (copied: Copied) => string;
}

async function belongingOf({ address, log }: PartPlace): Promise<Belonging & { close(): Promise<void> }> {
  if (address.kind === 'path') return { kind: 'folder', log, close: () => Promise.resolve() };
  const database = await openDatabase(address.url, { what: 'copy', connectionsMax: 1 });
  return { kind: 'database', database, close: () => database.close() };
}

async function checkInstallation(from: PartPlace, to: PartPlace): Promise<string | null> {
  const source = await belongingOf(from).catch(faultOf('--from'));
  try {
    const target = await belongingOf(to).catch(faultOf('--to'));
    try {
      return await sameInstallation(source, target).catch((fault: unknown) => {
        if (fault instanceof CopyRefused) throw new CommandEnded(EXIT.refused, [fault.refusal]);
        return faultOf('--from')(fault);
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Once all keys stand there a new database is of the installation of the log beside them: a ledger may start on it. */
async function bindTo({ address }: PartPlace, installation: string): Promise<void> {
  if (address.kind === 'path') return;
  const database = await openDatabase(address.url, { what: 'copy', connectionsMax: 1 });
  await bindInstallation(database, installation).finally(() => database.close());
}

/** A ledger that sealed nothing has no key file: its database is bound by a copy of none. */
const hasNoKeysYet = ({ log }: PartPlace, { path }: PartForm): boolean =>
  path === 'keys' && log !== null && existsSync(log);

function placesFrom({ options }: Run, form: PartForm): readonly [PartPlace, PartPlace] {
  const [from, to] = [partPlace(options, 'from', form), partPlace(options, 'to', form)];
  if (samePart(from, to))
    throw new CommandEnded(EXIT.usage, [
      { code: 'SAME_PLACE', field: '--to', remedy: 'Source and target are the same: give another target.' },
    ]);
  if (!hasNoKeysYet(from, form)) mustBeThere(from, form.what);
  return [from, to];
}

interface Held {
  close(): Promise<void>;
}

/** Holds the data folder against a ledger, as another ledger would. */
async function heldAgainstLedgers({ log }: PartPlace): Promise<Held> {
  if (log === null || !existsSync(log)) return { close: () => Promise.resolve() };
  return openLogTarget({ kind: 'sqlite', path: log });
}

/** Copies one part from where it is to where it is to be, and prints what it came to. */
export async function copyPart<Store extends { close(): Promise<void> }, Copied>(
  run: Run,
  part: CopiedPart<Store, Copied>,
): Promise<void> {
  const [from, to] = placesFrom(run, part.form);
  const signal = stopSignal();
  const installation = await checkInstallation(from, to);
  const held = part.oneWriter ? await heldAgainstLedgers(to).catch(faultOf('--to')) : null;
  try {
    const copied = await copyBetween(run, part, from, to, signal);
    if (part.form.path === 'keys' && installation !== null)
      await bindTo(to, installation).catch(faultOf('--to'));
    run.output.result(copied, part.textOf(copied));
  } finally {
    await held?.close();
  }
}

async function copyBetween<Store extends { close(): Promise<void> }, Copied>(
  run: Run,
  { form, open, copy }: CopiedPart<Store, Copied>,
  from: PartPlace,
  to: PartPlace,
  signal: AbortSignal,
): Promise<Copied> {
  const source = await open(from.address).catch(faultOf('--from'));
  try {
    const target = await open(to.address).catch(faultOf('--to'));
    try {
      const told = teller(run.output, form.what);
      const outcome = await copy({ source, target, signal, told }).catch(faultOf(''));
      return copiedOr(outcome, form.what);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
