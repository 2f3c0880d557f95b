import { HttpException } from '@nestjs/common';
import type { Refusal } from '#domain/decision';

/** RFC 9457 problem details. `code` is stable, `detail` says what to do, `field` what is at fault. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly field: string;
  readonly detail: string;
  /** All faults, where there is more than one. */
  readonly errors?: readonly Refusal[];
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** `HEATER_UNKNOWN` → `Heater unknown`. */
const titleOf = (code: string): string => {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The body of an answer that refuses. */
export function problemOf(status: number, refusal: Refusal, errors: readonly Refusal[] = []): ProblemDetails {
  return {
    type: `urn:heatledger:problem:${refusal.code}`,
    title: titleOf(refusal.code),
    status,
    code: refusal.code,
    field: refusal.field,
    detail: refusal.remedy,
    ...(errors.length > 1 ? { errors } : {}),
  };
}

/** Throw it from a controller: the filter answers it as problem details. */
export class Problem extends HttpException {
  readonly problem: ProblemDetails;

  constructor(status: number, refusal: Refusal, errors: readonly Refusal[] = []) {
    const problem = problemOf(status, refusal, errors);
    super({ ...problem }, status);
    this.problem = problem;
  }

  /** The exception of problem details that stand already. */
  static of(details: ProblemDetails): Problem {
    const { code, field, detail: remedy } = details;
    return new Problem(details.status, { code, field, remedy }, details.errors);
  }
}
