import { ApiProperty } from '@nestjs/swagger';
import type { CsvColumn } from '../../shape/index.js';
import { Acceptance } from '../acceptances.js';
import { DIFFERENCES, type DifferenceKind } from './compare.js';

export class JobDifferenceRow {
  @ApiProperty({ example: 'job-77' }) job!: string;
  @ApiProperty({ type: String, nullable: true, example: 'c-0001' }) contract!: string | null;
  @ApiProperty({ enum: [...DIFFERENCES] }) kind!: DifferenceKind;
  @ApiProperty({ description: 'work that heaters told in the month', example: 86_400_000 })
  ourCoreMs!: number;
  @ApiProperty({ description: 'cores × seconds of the list', example: 115_200_000 }) theirCoreMs!: number;
  @ApiProperty({ description: 'ours less theirs', example: -28_800_000 }) differenceCoreMs!: number;
  @ApiProperty({ type: String, nullable: true, example: 'preempted' }) ourOutcome!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'completed' }) theirOutcome!: string | null;
}

export const JOB_COLUMNS: readonly CsvColumn<JobDifferenceRow>[] = [
  { name: 'job', value: (row) => row.job },
  { name: 'contract', value: (row) => row.contract },
  { name: 'kind', value: (row) => row.kind },
  { name: 'our_core_ms', value: (row) => row.ourCoreMs },
  { name: 'their_core_ms', value: (row) => row.theirCoreMs },
  { name: 'difference_core_ms', value: (row) => row.differenceCoreMs },
  { name: 'our_outcome', value: (row) => row.ourOutcome },
  { name: 'their_outcome', value: (row) => row.theirOutcome },
];

export class ContractReconciliation {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null: jobs of which nobody says whose they are',
  })
  contract!: string | null;
  @ApiProperty({ description: 'work of the month in the ledger, whatever becomes of it' }) ourCoreMs!: number;
  @ApiProperty({
    description: 'of it, work whose jobs could be read again; less where telemetry was erased',
  })
  toldCoreMs!: number;
  @ApiProperty({ description: 'work of the list' }) theirCoreMs!: number;
  @ApiProperty({ description: 'ours less theirs: give it, theirs and file to accept-reconciliation' })
  differenceCoreMs!: number;
  @ApiProperty({ description: 'jobs that differ', example: 3 }) differing!: number;
  @ApiProperty({ enum: ['AGREES', 'DIFFERENCE', 'ACCEPTED'] }) status!: 'AGREES' | 'DIFFERENCE' | 'ACCEPTED';
  @ApiProperty({ type: Acceptance, nullable: true }) accepted!: Acceptance | null;
}

class ProblemLine {
  @ApiProperty({ example: 12 }) line!: number;
  @ApiProperty({ example: 'number of processors unknown' }) problem!: string;
}

export class JobReconciliations {
  @ApiProperty({ example: '2026-03' }) period!: string;
  @ApiProperty({ description: 'SHA-256 of the list' }) file!: string;
  @ApiProperty({ description: 'jobs of the list', example: 18_239 }) jobs!: number;
  @ApiProperty({ type: [ProblemLine], description: 'lines that are no job' })
  problems!: readonly ProblemLine[];
  @ApiProperty({ type: [String], description: 'heaters whose telemetry of the month was erased' })
  erased!: readonly string[];
  @ApiProperty({ type: [ContractReconciliation] }) contracts!: readonly ContractReconciliation[];
  @ApiProperty({ description: 'jobs that differ, all pages', example: 3 }) differing!: number;
  @ApiProperty({ type: [JobDifferenceRow], description: 'jobs that differ, by contract and name' })
  rows!: readonly JobDifferenceRow[];
  @ApiProperty({ type: String, nullable: true, example: null }) next!: string | null;
}
