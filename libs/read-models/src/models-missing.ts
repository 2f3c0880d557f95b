/** There are no read models that this program can read: the message says which projector makes them. */
export class ModelsMissing extends Error {
  readonly code = 'READ_MODELS_MISSING';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ModelsMissing';
  }
}
