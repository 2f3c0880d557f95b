import { Inject, Injectable } from '@nestjs/common';
import { type DocumentIssuedData, type DocumentLine, type RecordedEvent, readEvent } from '#events';
import { invariant } from '#domain/decision';
import type { EventStore } from '#event-store';
import { EVENT_STORE } from '../../tokens.js';

/** The data of the event that issued it; `lines` always complete. */
export type IssuedDocument = DocumentIssuedData;

const BATCH_EVENTS = 200;

/** Documents are read from the log itself: the read models only say where they stand. */
@Injectable()
export class IssuedDocuments {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async at(index: number): Promise<IssuedDocument> {
    const [recorded] = (await this.store.readAll(index, 1)).events;
    return this.documentOf(index, recorded);
  }

  /** Documents at these indexes, ascending: those that stand near each other are read at once. */
  async *each(
    indexes: readonly number[],
  ): AsyncGenerator<{ readonly index: number; readonly document: IssuedDocument }> {
    for (let i = 0; i < indexes.length;) {
      const first = indexes[i]!;
      const wanted = indexes.slice(i, i + BATCH_EVENTS).filter((index) => index < first + BATCH_EVENTS);
      const { events } = await this.store.readAll(first, wanted.at(-1)! - first + 1);
      for (const index of wanted)
        yield { index, document: await this.documentOf(index, events[index - first]) };
      i += wanted.length;
    }
  }

  private async documentOf(index: number, recorded: RecordedEvent | undefined): Promise<IssuedDocument> {
    invariant(recorded?.index === index, `no event at ${index}`);
    const { type, data } = readEvent(recorded);
    invariant(
      typeof data === 'object' && 'lines' in data && 'linesAt' in data,
      `event ${index} (${type}) is no document`,
    );
    if (data.linesAt === null) return data;
    return { ...data, lines: await this.linesOf(data.linesAt.stream, data.linesAt.events) };
  }

  private async linesOf(stream: string, events: number): Promise<DocumentLine[]> {
    const parts = await this.store.readStream(stream, 0, events);
    invariant(parts.length === events, `${stream} holds ${parts.length} of ${events} parts`);
    return parts.flatMap((part) => {
      const event = readEvent(part);
      invariant(event.type === 'DocumentLines', `${event.type} in ${stream}`);
      return event.data.lines;
    });
  }
}
