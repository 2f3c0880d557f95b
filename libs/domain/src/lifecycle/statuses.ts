/**
 * Statuses of the life cycle of an e-invoice between French platforms (XP Z12-012; external specifications of the
 * DGFiP). Four of them the platforms must report to the tax office; the others they may skip. A document that was
 * refused (210) or rejected (213) is done with.
 */
export interface PlatformStatus {
  readonly code: number;
  readonly fr: string;
  readonly en: string;
  /** Reported to the tax office by the platforms. */
  readonly mandatory: boolean;
  /** Whether it must say why. */
  readonly asksReason: boolean;
  /** What may follow; itself only where it may come several times. */
  readonly next: readonly number[];
}

/** What the reader of a document may say of it, whatever platforms said on the way. */
const HANDLING = [204, 205, 206, 207, 208, 210, 211, 212] as const;
const PAYMENT = [211, 212] as const;

const status = (
  code: number,
  fr: string,
  en: string,
  next: readonly number[],
  { mandatory = false, asksReason = false } = {},
): PlatformStatus => ({ code, fr, en, mandatory, asksReason, next });

/**
 * On the way (200 to 203) statuses may be skipped and none comes back. Its reader takes it up, approves, disputes or
 * suspends it, and may go back and forth; a suspended one (208) is completed (209) or decided. Payments and receipts
 * may come in parts. Only a rejected one (213) may be deposited anew, once what the platform refused is mended.
 */
export const PLATFORM_STATUSES: readonly PlatformStatus[] = [
  status(200, 'Déposée', 'Submitted', [201, 202, 203, ...HANDLING, 213], { mandatory: true }),
  status(201, 'Émise par la plateforme', 'Issued by the platform', [202, 203, ...HANDLING, 213]),
  status(202, 'Reçue par la plateforme', 'Received by the platform', [203, ...HANDLING, 213]),
  status(203, 'Mise à disposition', 'Made available', [...HANDLING, 213]),
  status(204, 'Prise en charge', 'Taken up', [205, 206, 207, 208, 210, ...PAYMENT]),
  status(205, 'Approuvée', 'Approved', [207, 208, ...PAYMENT]),
  status(206, 'Approuvée partiellement', 'Approved in part', [205, 207, 208, 210, ...PAYMENT], {
    asksReason: true,
  }),
  status(207, 'En litige', 'Disputed', [204, 205, 206, 208, 210, ...PAYMENT], { asksReason: true }),
  status(208, 'Suspendue', 'Suspended', [204, 205, 206, 207, 209, 210, ...PAYMENT], { asksReason: true }),
  status(209, 'Complétée', 'Completed', [...HANDLING]),
  status(210, 'Refusée', 'Refused', [], { mandatory: true, asksReason: true }),
  status(211, 'Paiement transmis', 'Payment sent', [207, ...PAYMENT]),
  status(212, 'Encaissée', 'Received', [207, ...PAYMENT], { mandatory: true }),
  status(213, 'Rejetée', 'Rejected', [200], { mandatory: true, asksReason: true }),
];

/** Before any status a document may have come to any but these: nothing can be completed that was not suspended. */
const NEVER_FIRST: ReadonlySet<number> = new Set([209]);

export const platformStatus = (code: number): PlatformStatus | null =>
  PLATFORM_STATUSES.find((one) => one.code === code) ?? null;

/** What may follow a status; of a document without one, what may come first. */
export const statusesAfter = (code: number | null): readonly number[] =>
  code === null
    ? PLATFORM_STATUSES.map((one) => one.code).filter((one) => !NEVER_FIRST.has(one))
    : [...(platformStatus(code)?.next ?? [])].sort((a, b) => a - b);
