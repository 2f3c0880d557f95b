import type { EventDefinition } from '../schema/index.js';
import { fieldRows, type FieldSchema } from './field-rows.js';

const TITLES: Readonly<Record<string, string>> = {
  installation: 'Installation and company',
  fleet: 'Sites, supply points and heaters',
  parties: 'Owners, residents and clients',
  prices: 'Prices',
  telemetry: 'Telemetry and decisions about it',
  documents: 'Documents',
  periods: 'Periods',
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;') || ' ';
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function table(schema: FieldSchema): string[] {
  return [
    '| Field | Type | Unit | What it is |',
    '|---|---|---|---|',
    ...fieldRows(schema).map(({ field, type, unit, description }) => line([field, type, unit, description])),
  ];
}

function section(definition: EventDefinition): string[] {
  const schema = definition.data as FieldSchema;
  const variants = schema.anyOf ?? [schema];
  return [
    `### ${definition.type}`,
    '',
    `Stream \`${definition.stream}\`, version ${definition.version}. ${definition.says}`,
    '',
    ...variants.flatMap((variant) => [
      ...(variants.length > 1 ? [`*${variant.description ?? 'variant'}*:`, ''] : []),
      ...table(variant),
      '',
    ]),
  ];
}

const HEAD = `# Events

Generated from the schemas in \`libs/events/src\` by \`npm run docs:events\`; a test keeps page and schemas equal.

Every event stands in the log as one canonical JSON line of at most 65 535 bytes:
\`{index,stream,revision,id,type,version,recordedAt,actor,commandId,causation,data}\`.
\`index\` is its place over all events (0, 1, 2 …), \`revision\` its place in its stream, \`recordedAt\` our clock
(ms UTC). Canonical means: keys in the order of the tables below, safe integers, no fractions, and the text
prints back to itself when parsed. What may be absent is \`null\`, save the few fields marked optional.
`;

/** The catalogue as Markdown: a section per event, with a row per field. */
export function cataloguePage(byContext: Readonly<Record<string, readonly EventDefinition[]>>): string {
  const contexts = Object.entries(byContext);
  const contents = contexts.map(
    ([context, definitions]) =>
      `- **${TITLES[context] ?? context}**: ${definitions.map(({ type }) => `[${type}](#${type.toLowerCase()})`).join(', ')}`,
  );
  const sections = contexts.flatMap(([context, definitions]) => [
    `## ${TITLES[context] ?? context}`,
    '',
    ...definitions.flatMap(section),
  ]);
  return `${[HEAD, ...contents, '', ...sections].join('\n').trimEnd()}\n`;
}
