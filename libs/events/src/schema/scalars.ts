import Type, { type TEnum, type TProperties, type TSchema } from 'typebox';

/** Closed objects with every field required: what may be absent is `null`, so canonical text has one shape. */
export const Shape = <P extends TProperties>(properties: P, description?: string) =>
  Type.Object(properties, {
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  });
export const Nullable = <S extends TSchema>(schema: S, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });
/** One of these words; the type is their union. */
export const OneOf = <const V extends readonly string[]>(values: V, description?: string): TEnum<[...V]> =>
  Type.Enum<[...V]>(values as readonly [...V], description === undefined ? {} : { description });

export const Id = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,63}$', description });
export const Text = (description: string, maxLength = 300) =>
  Type.String({ minLength: 1, maxLength, description });
export const Instant = (description: string) =>
  Type.Integer({ minimum: 0, maximum: 253402300799999, description: `${description} (ms UTC)` });
export const LocalDate = (description: string) =>
  Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: `${description} (local date)` });
export const Month = (description = 'calendar month') =>
  Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$', description });
export const Prm = (description = 'supply point (PRM/PDL, 14 digits)') =>
  Type.String({ pattern: '^[0-9]{14}$', description });

const MAX = Number.MAX_SAFE_INTEGER;
export const Count = (description: string) => Type.Integer({ minimum: 0, maximum: MAX, description });
export const Wh = (description: string) =>
  Type.Integer({ minimum: 0, maximum: MAX, description: `${description} (Wh)` });
export const Cents = (description: string) =>
  Type.Integer({ minimum: -MAX, maximum: MAX, description: `${description} (cents of EUR)` });
export const Price = (description: string) =>
  Type.String({ pattern: '^[0-9]{1,9}(\\.[0-9]{1,12})?$', description: `${description} (decimal, EUR)` });
export const Decimal = (description: string) =>
  Type.String({ pattern: '^-?[0-9]{1,18}(\\.[0-9]{1,12})?$', description });
export const Percent = (description: string) =>
  Type.String({ pattern: '^[0-9]{1,3}(\\.[0-9]{1,4})?$', description: `${description} (%)` });
export const Sha256 = (description: string) =>
  Type.String({ pattern: '^[0-9a-f]{64}$', description: `${description} (SHA-256, hex)` });
export const Base64Url = (description: string, maxLength = 65535) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength, description: `${description} (base64url)` });

/** AES-256-GCM under a key per person or document: base64url of nonce 12 ‖ ciphertext ‖ tag 16. */
export const SealedText = (description: string) =>
  Shape({ keyId: Text('opaque key id', 64), sealed: Base64Url('nonce ‖ ciphertext ‖ tag') }, description);
