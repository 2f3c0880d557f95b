import type { TSchema } from 'typebox';
import { EventFault } from '../envelope/event-fault.js';

/** What canonical JSON is made of. Numbers are safe integers; amounts with decimals are strings. */
export type Canonical =
  null | boolean | number | string | readonly Canonical[] | { readonly [key: string]: Canonical };

/** The parts of JSON Schema that decide key order. */
interface SchemaShape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaShape[];
  readonly items?: SchemaShape;
  readonly properties?: Readonly<Record<string, SchemaShape>>;
  readonly required?: readonly string[];
}

/** Engines put such keys first whatever order they were written in, so no fixed order can hold them. */
const INTEGER_LIKE = /^(0|[1-9][0-9]*)$/;

const notCanonical = (what: string): EventFault => new EventFault('NOT_CANONICAL', what);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plain(value: unknown): Canonical {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0))
        throw notCanonical(`${value} is no safe integer`);
      return value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(plain);
      return inOrder(value as Record<string, unknown>, Object.keys(value), () => undefined);
    default:
      throw notCanonical(`a ${typeof value} is no JSON`);
  }
}

function inOrder(
  value: Record<string, unknown>,
  keys: readonly string[],
  schemaOf: (key: string) => SchemaShape | undefined,
): Canonical {
  const ordered: Record<string, Canonical> = {};
  for (const key of keys) {
    if (INTEGER_LIKE.test(key) || key === '__proto__') throw notCanonical(`key ${key} has no fixed place`);
    const part = value[key];
    if (part === undefined) continue;
    const schema = schemaOf(key);
    ordered[key] = schema === undefined ? plain(part) : shaped(schema, part);
  }
  return ordered;
}

/** Whether a value can be meant by a branch of a union: literals, `null` and the set of keys tell. */
function fits(schema: SchemaShape, value: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((branch) => fits(branch, value));
  if ('const' in schema) return schema.const === value;
  if (schema.enum) return schema.enum.includes(value);
  if (schema.type === 'null') return value === null;
  if (schema.type === 'array') return Array.isArray(value);
  if (schema.type === 'object') {
    const { properties = {}, required = [] } = schema;
    if (!isRecord(value) || !required.every((key) => value[key] !== undefined)) return false;
    return Object.entries(value).every(
      ([key, part]) => part === undefined || (key in properties && fits(properties[key]!, part)),
    );
  }
  return schema.type === (typeof value === 'number' ? 'integer' : typeof value);
}

function shaped(schema: SchemaShape, value: unknown): Canonical {
  if (schema.anyOf) {
    const branch = schema.anyOf.find((candidate) => fits(candidate, value));
    if (!branch) throw notCanonical('a value fits no variant of its schema');
    return shaped(branch, value);
  }
  if (Array.isArray(value))
    return value.map((part) => (schema.items ? shaped(schema.items, part) : plain(part)));
  if (!isRecord(value)) return plain(value);
  const { properties } = schema;
  if (!properties) return plain(value);
  const stranger = Object.keys(value).find((key) => !(key in properties) && value[key] !== undefined);
  if (stranger !== undefined) throw notCanonical(`key ${stranger} is not in the schema`);
  return inOrder(value, Object.keys(properties), (key) => properties[key]);
}

/**
 * Canonical JSON text of a value: keys in the order of the schema (or, without one, as they stand),
 * absent optional fields left out, nothing but safe integers, strings, booleans, null, arrays, objects.
 * @throws EventFault NOT_CANONICAL
 */
export function canonicalText(value: unknown, schema?: TSchema): string {
  return JSON.stringify(schema === undefined ? plain(value) : shaped(schema as SchemaShape, value));
}

/** Whether a text is canonical: it prints back to itself and holds nothing that other readers read differently. */
export function isCanonicalText(text: string): boolean {
  try {
    return JSON.stringify(plain(JSON.parse(text))) === text;
  } catch {
    return false;
  }
}
