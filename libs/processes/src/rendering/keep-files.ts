import { invariant } from '#domain/decision';
import { DocumentRendered, derivedId, makeEvent, readEvent, type Actor, type NewEvent } from '#events';
import { NO_STREAM, type AppendRequest, type EventStore } from '#event-store';
import type { DocumentFiles } from '#ports/documents';
import { StoreRefused } from '#processes/closing';
import { FORMATS, fileName, type FileSubject } from './formats.js';
import type { RenderedFiles } from './printable.js';

export interface KeepDeps {
  readonly store: EventStore;
  readonly recordedAt: () => number;
  readonly actor: Actor;
  readonly commandId: string;
}

const streamOf = ({ series, number }: FileSubject): string => `document-${series}-${number}`;

type KeptFile = DocumentRendered['data'];

/** Files that are kept and perhaps not recorded yet. */
export interface KeptFiles {
  readonly subject: FileSubject;
  readonly kept: readonly KeptFile[];
}

const EVENTS_READ = 1_000;

/** Formats whose files were made and recorded, and where the stream of the subject ends. */
async function standing(
  store: EventStore,
  subject: FileSubject,
): Promise<{ readonly formats: ReadonlySet<string>; readonly revision: number }> {
  const formats = new Set<string>();
  for (let revision = NO_STREAM; ;) {
    const events = await store.readStream(streamOf(subject), revision + 1, EVENTS_READ);
    for (const recorded of events) {
      if (recorded.type !== DocumentRendered.type) continue;
      const event = readEvent(recorded);
      if (event.type === 'DocumentRendered') formats.add(event.data.format);
    }
    revision = events.at(-1)?.revision ?? revision;
    if (events.length < EVENTS_READ) return { formats, revision };
  }
}

/** Formats whose files were made and recorded. */
export const recordedFormats = async (
  store: EventStore,
  subject: FileSubject,
): Promise<ReadonlySet<string>> => (await standing(store, subject)).formats;

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

/** Keeps the files of one; what was kept before a break keeps its bytes. @throws DocumentRefused */
export async function keepFiles(
  files: DocumentFiles,
  subject: FileSubject,
  rendered: RenderedFiles,
): Promise<KeptFiles> {
  const { series, number } = subject;
  const kept: KeptFile[] = [];
  for (const format of FORMATS) {
    const made = rendered[format];
    if (made === undefined) continue;
    const { sha256, bytes } = await keep(files, fileName(subject, format), made);
    kept.push({ series, number, format, sha256, bytes });
  }
  return { subject, kept };
}

/** Says in the log what was kept, of all of them in one append; what another process said meanwhile is not said again. */
export async function recordFiles(deps: KeepDeps, all: readonly KeptFiles[]): Promise<void> {
  for (let left = all; left.length > 0;) {
    const requests: AppendRequest[] = [];
    const asked: KeptFiles[] = [];
    for (const one of left) {
      const { formats, revision } = await standing(deps.store, one.subject);
      const missing = one.kept.filter(({ format }) => !formats.has(format));
      if (missing.length === 0) continue;
      asked.push(one);
      const events = missing.map((data) => renderedEvent(deps, data));
      requests.push({ stream: streamOf(one.subject), expectedRevision: revision, events });
    }
    if (requests.length === 0) return;
    const outcomes = await deps.store.append(requests);
    left = asked.filter((_, i) => {
      const outcome = outcomes[i];
      invariant(outcome !== undefined, 'the store left an append unanswered');
      if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
      return outcome.kind !== 'appended';
    });
  }
}

const renderedEvent = ({ recordedAt, actor, commandId }: KeepDeps, data: KeptFile): NewEvent =>
  makeEvent(
    { type: 'DocumentRendered', data },
    {
      id: derivedId(`rendered/${data.series}/${data.number}/${data.format}`),
      recordedAt: recordedAt(),
      actor,
      commandId,
      causation: null,
    },
  );
