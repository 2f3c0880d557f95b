import { exhausted, invariant } from '#domain/decision';

import { LogWriter } from './log-writer.js';
import { restoreRequests } from './wire.js';
import type { WriterQuestion } from './worker-protocol.js';
import { serve } from './worker-port.js';

let writer: LogWriter | null = null;

serve((question: WriterQuestion) => {
  if (question.ask === 'open') {
    writer = LogWriter.open(question.options);
    return { path: writer.path, nextIndex: writer.nextIndex() };
  }
  invariant(writer !== null, 'the writer was not opened');
  switch (question.ask) {
    case 'append':
      return { outcomes: writer.commit(restoreRequests(question.requests)), nextIndex: writer.nextIndex() };
    case 'diagnostics':
      return writer.diagnostics();
    case 'close':
      writer.close();
      return null;
    default:
      return exhausted(question);
  }
});
