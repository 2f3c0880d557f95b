import type { Check, Refusal } from '#domain/decision';

/** A file that is not what it is said to be: nothing of it is taken. */
export class FileFault extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code} (${refusal.field}): ${refusal.remedy}`);
    this.name = 'FileFault';
  }
}

/** The same of a check of the domain. @throws FileFault */
export function mustHold(check: Check): void {
  if (check !== null) throw new FileFault(check.refused);
}

/** @throws FileFault */
export function fileFault(code: string, field: string, remedy: string): never {
  throw new FileFault({ code, field, remedy });
}
