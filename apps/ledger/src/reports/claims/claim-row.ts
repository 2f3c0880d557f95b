import { ApiProperty } from '@nestjs/swagger';
import { CLAIM_IDS, type Claim } from '#domain/claims';
import type { CsvColumn } from '../shape/index.js';

export class ClaimReferences {
  @ApiProperty({ type: [Number], description: 'indexes of events in the log', example: [1204] })
  events!: readonly number[];
  @ApiProperty({ type: [String], description: 'numbers of documents', example: ['F-128'] })
  documents!: readonly string[];
  @ApiProperty({ type: [String], description: 'ids of benchmarks', example: ['survey-pue'] })
  benchmarks!: readonly string[];
}

/** One public claim of one month: proved, refuted, or what is missing to do either. */
export class ClaimRow {
  @ApiProperty({ enum: CLAIM_IDS, example: 'coverage-billed' }) claim!: string;
  @ApiProperty({ example: 'Computing pays for the electricity' }) says!: string;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'decimal text; null where it cannot be proved',
    example: '1.999',
  })
  figure!: string | null;
  @ApiProperty({ example: 'EUR billed per EUR of electricity' }) unit!: string;
  @ApiProperty({ enum: ['holds', 'fails', 'not provable'], example: 'holds' }) verdict!: string;
  @ApiProperty({ example: 'billed net ÷ cost of the electricity; holds from 1' }) method!: string;
  @ApiProperty({ example: 1 }) methodVersion!: number;
  @ApiProperty({
    description: 'what is inside the figure',
    example: 'all electricity of the heaters in the month',
  })
  boundary!: string;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'what it is compared with, and where that was published',
    example: '1.58 pue from 2026-01-01 (survey-pue: average of data centres; industry survey)',
  })
  comparator!: string | null;
  @ApiProperty({ type: ClaimReferences, description: 'where to look it up; at most 100 of a kind' })
  references!: ClaimReferences;
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    description: 'what the figure was computed from',
    example: { revenueEur: '4.80', costEur: '2.40' },
  })
  inputs!: Readonly<Record<string, string | number>>;
  @ApiProperty({ type: [String], description: 'what would have to be known to prove it', example: [] })
  missing!: readonly string[];
}

export const claimRow = (claim: Claim): ClaimRow => ({
  claim: claim.claim,
  says: claim.says,
  figure: claim.figure,
  unit: claim.unit,
  verdict: claim.verdict,
  method: claim.method,
  methodVersion: claim.methodVersion,
  boundary: claim.boundary,
  comparator: claim.comparator,
  references: claim.references,
  inputs: claim.inputs,
  missing: claim.missing,
});

const inputsText = (inputs: ClaimRow['inputs']): string =>
  Object.entries(inputs)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

export const CLAIM_COLUMNS: readonly CsvColumn<ClaimRow>[] = [
  { name: 'claim', value: (row) => row.claim },
  { name: 'says', value: (row) => row.says },
  { name: 'figure', value: (row) => row.figure },
  { name: 'unit', value: (row) => row.unit },
  { name: 'verdict', value: (row) => row.verdict },
  { name: 'method', value: (row) => row.method },
  { name: 'method_version', value: (row) => row.methodVersion },
  { name: 'boundary', value: (row) => row.boundary },
  { name: 'comparator', value: (row) => row.comparator },
  { name: 'events', value: (row) => row.references.events.join(' ') },
  { name: 'documents', value: (row) => row.references.documents.join(' ') },
  { name: 'benchmarks', value: (row) => row.references.benchmarks.join(' ') },
  { name: 'inputs', value: (row) => inputsText(row.inputs) },
  { name: 'missing', value: (row) => row.missing.join('; ') },
];
