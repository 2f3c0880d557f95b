import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { Refusal } from '#domain/decision';
import { Problem } from './problem.js';

/** `data.person.name` with each of its broken rules as a refusal. */
function refusalsOf(errors: readonly ValidationError[], path = ''): Refusal[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : `${path}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      code: rule === 'whitelistValidation' ? 'FIELD_UNKNOWN' : 'FIELD_INVALID',
      field,
      remedy: `${message}.`,
    }));
    return [...own, ...refusalsOf(error.children ?? [], field)];
  });
}

/** A request whose fields break the rules of its DTO: 400 with every fault. */
export function invalidRequest(errors: readonly ValidationError[]): Problem {
  const refusals = refusalsOf(errors);
  const first = refusals[0] ?? { code: 'FIELD_INVALID', field: '', remedy: 'See /docs.' };
  return new Problem(400, first, refusals);
}

/** DTOs decorated with class-validator, in queries and commands; unknown fields are refused, not dropped. */
export const requestValidation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(errors),
  });
