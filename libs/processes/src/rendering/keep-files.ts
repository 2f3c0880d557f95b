import { invariant } from '#domain/decision';
import { derivedId, makeEvent, readEvent, type Actor } from '#events';
import { NO_STREAM, type EventStore } from '#event-store';
import type { DocumentFiles } from '#ports/documents';
import { StoreRefused } from '#processes/closing';
import { FORMATS, fileName, type FileSubject } from './formats.js';
import type { RenderedFiles } from './printable.js';

export interface KeepDeps {
  readonly store: EventStore;
  readonly files: DocumentFiles;
  readonly recordedAt: () => number;
  readonly actor: Actor;
  readonly commandId: string;
}

const streamOf = ({ series, number }: FileSubject): string => `document-${series}-${number}`;

/** Formats whose files were made and recorded. */
export async function recordedFormats(store: EventStore, subject: FileSubject): Promise<Set<string>> {
  const events = await store.readStream(streamOf(subject), 0, 1_000);
  return new Set(
    events.flatMap((recorded) => {
      const event = readEvent(recorded);
      return event.type === 'DocumentRendered' ? [event.data.format] : [];
    }),
  );
}

/** What was kept first stands, also where another process keeps its own at the same moment. */
async function keep(files: DocumentFiles, name: string, made: Uint8Array): ReturnType<DocumentFiles['put']> {
  const before = await files.get(name);
  try {
    return await files.put(name, before ?? made);
  } catch (fault) {
    const meanwhile = before === null ? await files.get(name) : null;
    if (meanwhile === null) throw fault;
    return files.put(name, meanwhile);
  }
}

/** Keeps the files and says so in the log; what was kept before a break keeps its bytes. */
export async function keepFiles(
  deps: KeepDeps,
  subject: FileSubject,
  rendered: RenderedFiles,
): Promise<void> {
  const { series, number } = subject;
  const kept = [];
  for (const format of FORMATS) {
    const made = rendered[format];
    if (made === undefined) continue;
    const { sha256, bytes: size } = await keep(deps.files, fileName(subject, format), made);
    kept.push({ series, number, format, sha256, bytes: size });
  }
  for (;;) {
    const there = await recordedFormats(deps.store, subject);
    const missing = kept.filter(({ format }) => !there.has(format));
    if (missing.length === 0) return;
    const last = await deps.store.readStreamBackwards(streamOf(subject), null, 1);
    const events = missing.map((data) =>
      makeEvent(
        { type: 'DocumentRendered', data },
        {
          id: derivedId(`rendered/${series}/${number}/${data.format}`),
          recordedAt: deps.recordedAt(),
          actor: deps.actor,
          commandId: deps.commandId,
          causation: null,
        },
      ),
    );
    const expectedRevision = last[0]?.revision ?? NO_STREAM;
    const [outcome] = await deps.store.append([{ stream: streamOf(subject), expectedRevision, events }]);
    invariant(outcome !== undefined, 'the store left an append unanswered');
    if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
    if (outcome.kind === 'appended') return;
  }
}
