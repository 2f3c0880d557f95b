import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

const DIGITS = /^\d{1,15}$/;

/**
 * A parameter of digits alone, refused with one message: `<name> must be <says>`. 1e3, 0x10 and an empty text are no
 * numbers here.
 */
export const WholeNumber = (says: string, min = 0, max = Number.MAX_SAFE_INTEGER): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { readonly value: unknown }) =>
      typeof value === 'string' && DIGITS.test(value) ? Number(value) : value,
    ),
    ValidateBy(
      {
        name: 'wholeNumber',
        validator: {
          validate: (value) =>
            typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max,
        },
      },
      { message: `$property must be ${says}` },
    ),
  );
