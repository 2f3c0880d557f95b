import { exhausted, invariant } from '#domain/decision';

import { SqliteLogReader } from './log-reader.js';
import { flattenEvents } from './wire.js';
import type { ReaderQuestion } from './worker-protocol.js';
import { serve } from './worker-port.js';

let reader: SqliteLogReader | null = null;

serve((question: ReaderQuestion) => {
  if (question.ask === 'open') {
    reader = new SqliteLogReader(question.path);
    return null;
  }
  invariant(reader !== null, 'the reader was not opened');
  switch (question.ask) {
    case 'all':
      return flattenEvents(reader.readAll(question.fromIndex, question.limit).events);
    case 'stream':
      return flattenEvents(reader.readStream(question.stream, question.fromRevision, question.limit));
    case 'backwards':
      return flattenEvents(
        reader.readStreamBackwards(question.stream, question.beforeRevision, question.limit),
      );
    case 'close':
      reader.close();
      return null;
    default:
      return exhausted(question);
  }
});
