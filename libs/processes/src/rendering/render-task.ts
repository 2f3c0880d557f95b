import type { FileSubject, Format } from './formats.js';
import type { RenderJob } from './printable.js';

/** A document or proof whose files may be missing. */
export interface RenderTask {
  readonly subject: FileSubject;
  /** Formats that it can have, known without reading it. */
  readonly atMost: readonly Format[];
  /** What is to be drawn besides these formats; null: nothing is left. */
  readonly job: (but: ReadonlySet<string>) => Promise<RenderJob | null>;
}
