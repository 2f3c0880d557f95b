import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { invalidRequest, Problem } from '../http/index.js';
import { unusableTexts } from './usable-texts.js';

/**
 * The body of a command in the form of its DTO, as plain data: fields that may be left out are null, unknown ones
 * are refused. Problems: TEXT_INVALID, FIELD_INVALID, FIELD_UNKNOWN (400), each with every fault.
 */
export async function readPayload(
  dto: Type<object>,
  body: unknown,
): Promise<{ readonly payload: object } | { readonly invalid: Problem }> {
  const given: object = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  const [broken, ...others] = unusableTexts(given);
  if (broken !== undefined) return { invalid: new Problem(400, broken, [broken, ...others]) };
  const instance = plainToInstance(dto, given);
  const errors = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) return { invalid: invalidRequest(errors) };
  return { payload: JSON.parse(JSON.stringify(instance)) as object };
}
