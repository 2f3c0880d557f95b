/** One line of the table of an event's fields. */
export interface FieldRow {
  readonly field: string;
  readonly type: string;
  readonly unit: string;
  readonly description: string;
}

/** What the page reads of a JSON Schema. */
export interface FieldSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

const UNITS =
  /^(?<text>.*?) ?\((?<unit>Wh|W|kVA|ms UTC|ms|cents of EUR|%|‰|core·ms|GHz·ms|core-hours|bytes|local date|decimal, EUR|0\.1 °C|SHA-256, hex|base64url)\)$/u;

const isNull = (schema: FieldSchema): boolean => schema.type === 'null';
const literal = (value: unknown): string => `\`${String(value)}\``;

function rangeOf({ minimum, maximum }: FieldSchema): string {
  // The bounds of safe integers hold for every number and say nothing of this one.
  const upper = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? null : maximum;
  const lower = minimum === undefined || minimum <= -Number.MAX_SAFE_INTEGER ? null : minimum;
  if (lower === null && upper === null) return 'integer';
  if (upper === null) return `integer ≥ ${lower}`;
  return `integer ${lower ?? ''}–${upper}`;
}

function typeOf(schema: FieldSchema): string {
  if (schema.anyOf) {
    const variants = schema.anyOf.filter((variant) => !isNull(variant)).map(typeOf);
    return [...new Set(variants)].join(' or ') + (schema.anyOf.some(isNull) ? ' or null' : '');
  }
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(', ');
  switch (schema.type) {
    case 'array': {
      const most = schema.maxItems === undefined ? '' : `, at most ${schema.maxItems}`;
      return `list of ${schema.items ? typeOf(schema.items) : 'values'}${most}`;
    }
    case 'integer':
      return rangeOf(schema);
    case 'string':
      return schema.maxLength === undefined ? 'text' : `text ≤ ${schema.maxLength}`;
    default:
      return schema.type ?? 'value';
  }
}

function rowOf(field: string, schema: FieldSchema, optional: boolean): FieldRow {
  const own = schema.description ?? schema.anyOf?.find((variant) => !isNull(variant))?.description ?? '';
  const match = UNITS.exec(own);
  return {
    field,
    type: typeOf(schema) + (optional ? ', optional' : ''),
    unit: match?.groups?.['unit'] ?? '',
    description: match?.groups?.['text'] ?? own,
  };
}

/** The rows of an object and of everything inside it: `a.b` for parts, `a[]` for items of lists. */
export function fieldRows(schema: FieldSchema, prefix = ''): FieldRow[] {
  const rows: FieldRow[] = [];
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    const field = `${prefix}${name}`;
    rows.push(rowOf(field, part, !(schema.required ?? []).includes(name)));
    const inner = part.type === 'array' ? part.items : part;
    const path = part.type === 'array' ? `${field}[].` : `${field}.`;
    for (const variant of inner?.anyOf ?? (inner ? [inner] : [])) rows.push(...fieldRows(variant, path));
  }
  return rows.filter((row, index) => rows.findIndex(({ field }) => field === row.field) === index);
}
