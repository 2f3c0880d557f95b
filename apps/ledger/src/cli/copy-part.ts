import { openDatabase } from '#postgres';
import type { CopyOutcome, Progress } from '../moving/copying.js';
import { CopyRefused } from '../moving/copying.js';
import { type Belonging, sameInstallation } from '../moving/installation-guard.js';
import type { Run } from './command.js';
import { mustBeThere, type PartForm, partPlace, type PartPlace, samePart } from './copy-places.js';
import { copiedOr, faultOf, stopSignal, teller } from './copy-run.js';
import { CommandEnded, EXIT } from './exit-codes.js';

/** A part of a ledger that is copied: keys, documents. */
export interface CopiedPart<Store extends { close(): Promise<void> }, Copied> {
  readonly form: PartForm;
  open(address: PartPlace['address']): Promise<Store>;
  copy(copy: {
    readonly source: Store;
    readonly target: Store;
    readonly signal: AbortSignal;
    readonly told: (progress: Progress) => void;
  }): Promise<CopyOutcome<Copied>>;
  textOf(copied: Copied): string;
}

async function belongingOf({ address, log }: PartPlace): Promise<Belonging & { close(): Promise<void> }> {
  if (address.kind === 'path') return { kind: 'folder', log, close: () => Promise.resolve() };
  const database = await openDatabase(address.url, { what: 'copy', connectionsMax: 1 });
  return { kind: 'database', database, close: () => database.close() };
}

async function checkInstallation(from: PartPlace, to: PartPlace): Promise<void> {
  const source = await belongingOf(from).catch(faultOf('--from'));
  try {
    const target = await belongingOf(to).catch(faultOf('--to'));
    try {
      await sameInstallation(source, target).catch((fault: unknown) => {
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

function placesFrom({ options }: Run, form: PartForm): readonly [PartPlace, PartPlace] {
  const [from, to] = [partPlace(options, 'from', form), partPlace(options, 'to', form)];
  if (samePart(from, to))
    throw new CommandEnded(EXIT.usage, [
      { code: 'SAME_PLACE', field: '--to', remedy: 'Source and target are the same: give another target.' },
    ]);
  mustBeThere(from, form.what);
  return [from, to];
}

/** Copies one part from where it is to where it is to be, and prints what it came to. */
export async function copyPart<Store extends { close(): Promise<void> }, Copied>(
  run: Run,
  part: CopiedPart<Store, Copied>,
): Promise<void> {
  const { form, textOf } = part;
  const [from, to] = placesFrom(run, form);
  const signal = stopSignal();
  await checkInstallation(from, to);
  const source = await part.open(from.address).catch(faultOf('--from'));
  try {
    const target = await part.open(to.address).catch(faultOf('--to'));
    try {
      const told = teller(run.output, form.what);
      const outcome = await part.copy({ source, target, signal, told }).catch(faultOf(''));
      const copied = copiedOr(outcome, form.what);
      run.output.result(copied, textOf(copied));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
