import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/**
 * Fields of commands, one decorator each: what the field says, an example, its form. A form mirrors the
 * schema of the event that follows; whether the value makes sense, the decider says. A nullable field may be left out.
 */
interface FieldOptions {
  readonly nullable?: true;
}

/** A record or list that examples leave out, because most leave it out. */
interface NestedOptions extends FieldOptions {
  readonly rare?: true;
}

type Constructor = abstract new () => object;
/** Example of a value, or the class whose own example it is. */
type Example =
  { readonly value: unknown } | { readonly of: () => Constructor; readonly times: number | null };

const examples = new WeakMap<object, Map<string, Example>>();

function remember(example: Example): PropertyDecorator {
  return (prototype, key) => {
    const known = examples.get(prototype) ?? new Map<string, Example>();
    examples.set(prototype, known.set(String(key), example));
  };
}

/** Examples of the fields of a class, those that it inherits first. */
function examplesOf(prototype: object | null): ReadonlyMap<string, Example> {
  if (prototype === null) return new Map();
  const inherited = examplesOf(Object.getPrototypeOf(prototype) as object | null);
  return new Map([...inherited, ...(examples.get(prototype) ?? [])]);
}

/** An example body of a class, made of the examples of its fields. */
export function exampleOf(type: Constructor): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...examplesOf(type.prototype as object)].map(([key, example]) => {
      if ('value' in example) return [key, example.value];
      const one = exampleOf(example.of());
      return [key, example.times === null ? one : new Array(example.times).fill(one)];
    }),
  );
}

function field(
  api: ApiPropertyOptions,
  example: Example,
  form: readonly PropertyDecorator[],
  { nullable }: FieldOptions,
): PropertyDecorator {
  const absent = nullable ? [ValidateIf((_, value) => value !== null && value !== undefined)] : [IsDefined()];
  return applyDecorators(
    ApiProperty({ ...api, ...(nullable ? { nullable, required: false } : {}) } as ApiPropertyOptions),
    remember(example),
    ...absent,
    ...form,
  ) as PropertyDecorator;
}

const texts = (
  description: string,
  example: string | null,
  form: readonly PropertyDecorator[],
  options: FieldOptions,
): PropertyDecorator =>
  field({ type: String, description, example }, { value: example }, [IsString(), ...form], options);

/** Small letters, digits, dot, underscore, hyphen; at most 64. */
export const IdField = (description: string, example: string | null, options: FieldOptions = {}) =>
  texts(
    description,
    example,
    [
      Matches(/^[a-z0-9][a-z0-9._-]{0,63}$/, {
        message: 'Use small letters, digits, . _ and -, at most 64, starting with a letter or digit',
      }),
    ],
    options,
  );

export const TextField = (
  description: string,
  example: string | null,
  { longest = 300, ...options }: FieldOptions & { readonly longest?: number } = {},
) => texts(description, example, [MinLength(1), MaxLength(longest)], options);

/** A list of texts. */
export const TextsField = (
  description: string,
  example: readonly string[],
  {
    longest = 300,
    max = 512,
    ...options
  }: FieldOptions & { readonly longest?: number; readonly max?: number } = {},
) =>
  field(
    { type: String, isArray: true, description, example: [...example] },
    { value: example },
    [
      IsArray(),
      ArrayMinSize(1),
      ArrayMaxSize(max),
      IsString({ each: true }),
      MinLength(1, { each: true }),
      MaxLength(longest, { each: true }),
    ],
    options,
  );

/** A text of a fixed form. */
export const PatternField = (
  description: string,
  example: string | null,
  pattern: RegExp,
  remedy: string,
  options: FieldOptions = {},
) => texts(description, example, [Matches(pattern, { message: remedy })], options);

export const DateField = (description: string, example: string | null, options: FieldOptions = {}) =>
  PatternField(
    `${description} (local date)`,
    example,
    /^\d{4}-\d{2}-\d{2}$/,
    'Give a day as yyyy-mm-dd',
    options,
  );

export const PrmField = (example = '14500000000017') =>
  PatternField('supply point (PRM/PDL, 14 digits)', example, /^\d{14}$/, 'Give the 14 digits of the PRM');

export const PriceField = (description: string, example: string | null, options: FieldOptions = {}) =>
  PatternField(
    description,
    example,
    /^\d{1,9}(\.\d{1,12})?$/,
    'Give a decimal as text with a point, such as "0.2001"',
    options,
  );

/** A price that may be below zero. */
export const SignedPriceField = (description: string, example: string) =>
  PatternField(
    description,
    example,
    /^-?\d{1,9}(\.\d{1,9})?$/,
    'Give a decimal as text with a point, at most 9 decimals, such as "-0.00125"',
  );

export const PercentField = (description: string, example: string | null, options: FieldOptions = {}) =>
  PatternField(
    `${description} (%)`,
    example,
    /^\d{1,3}(\.\d{1,4})?$/,
    'Give a percentage as text, such as "20"',
    options,
  );

/** Units of computing, as a decimal text. */
export const UnitsField = (description: string, example: string | null, options: FieldOptions = {}) =>
  PatternField(
    description,
    example,
    /^\d{1,18}(\.\d{1,12})?$/,
    'Give a decimal as text with a point, such as "1000"',
    options,
  );

export const IntegerField = (
  description: string,
  example: number | null,
  {
    min = 0,
    max = Number.MAX_SAFE_INTEGER,
    ...options
  }: FieldOptions & { readonly min?: number; readonly max?: number } = {},
) =>
  field(
    { type: 'integer', description, example, minimum: min, maximum: max },
    { value: example },
    [IsInt(), Min(min), Max(max)],
    options,
  );

export const InstantField = (description: string, example = 1772442000000) =>
  IntegerField(`${description} (ms UTC)`, example, { max: 253402300799999 });

export const WhField = (description: string, example: number) => IntegerField(`${description} (Wh)`, example);

export const FlagField = (description: string, example: boolean) =>
  field({ type: Boolean, description, example }, { value: example }, [IsBoolean()], {});

export const ChoiceField = (description: string, choices: readonly string[], example = choices[0] ?? null) =>
  field({ enum: [...choices], description, example }, { value: example }, [IsIn(choices)], {});

/** A record within. */
export const RecordField = (
  description: string,
  of: () => Constructor,
  { rare, ...options }: NestedOptions = {},
) =>
  field(
    // Swagger takes a function for a class to be asked for only if it is called `type`.
    { type: () => of(), description },
    rare ? { value: null } : { of, times: null },
    [IsObject(), ValidateNested(), Type(of as () => new () => object)],
    options,
  );

/** A list of records; `times`: how many its example has. */
export const ListField = (
  description: string,
  of: () => Constructor,
  {
    min = 1,
    max = 512,
    times = 1,
    rare,
    ...options
  }: NestedOptions & { readonly min?: number; readonly max?: number; readonly times?: number } = {},
) =>
  field(
    { type: () => of(), isArray: true, description },
    rare ? { value: null } : { of, times },
    [
      IsArray(),
      ArrayMinSize(min),
      ArrayMaxSize(max),
      ValidateNested({ each: true }),
      Type(of as () => new () => object),
    ],
    options,
  );

/** A list of texts of a fixed form. */
export const PatternListField = (
  description: string,
  example: readonly string[],
  pattern: RegExp,
  remedy: string,
  { max }: { readonly max: number },
) =>
  field(
    { type: String, isArray: true, description, example: [...example] },
    { value: example },
    [IsArray(), ArrayMaxSize(max), Matches(pattern, { each: true, message: remedy })],
    {},
  );
