import { WAITING, type UploadRefusal, type WaitingCode } from './refusals.js';

/** Which upload a result is about; `null` where it could not be read. */
export interface UploadName {
  readonly heater: string | null;
  readonly epoch: number | null;
  readonly number: number | null;
}

/** `recorded` means durable, and is the same for the first sending and every repeat. */
export type UploadResult =
  | (UploadName & { readonly status: 'recorded' })
  | (UploadName & { readonly status: 'refused' } & UploadRefusal)
  | (UploadName & {
      readonly status: 'not-attempted';
      readonly code: WaitingCode;
      readonly field: string;
      readonly remedy: string;
    });

export const recorded = ({ heater, epoch, number }: UploadName): UploadResult => ({
  heater,
  epoch,
  number,
  status: 'recorded',
});

export const refused = ({ heater, epoch, number }: UploadName, why: UploadRefusal): UploadResult => ({
  heater,
  epoch,
  number,
  status: 'refused',
  ...why,
});

export const notAttempted = ({ heater, epoch, number }: UploadName, code: WaitingCode): UploadResult => ({
  heater,
  epoch,
  number,
  status: 'not-attempted',
  code,
  field: '',
  remedy: WAITING[code],
});
