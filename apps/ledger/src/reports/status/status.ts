import { ApiProperty } from '@nestjs/swagger';

export class PartitionProjection {
  @ApiProperty({ example: 0 }) partition!: number;
  @ApiProperty({ description: 'all events below it are in its rows', example: 812_300 }) nextIndex!: number;
  @ApiProperty({ example: 0 }) lagEvents!: number;
  @ApiProperty({
    nullable: true,
    type: String,
    example: 'projector-1/7',
    description: 'process that projects it; null: nobody at the moment, or it is not told',
  })
  holder!: string | null;
}

export class ProjectionStatus {
  @ApiProperty({ description: 'all events below it are in the read models', example: 812_300 })
  nextIndex!: number;
  @ApiProperty({ description: 'events still to come', example: 0 }) lagEvents!: number;
  @ApiProperty({ nullable: true, type: String, example: null, description: 'why it stopped, with the event' })
  failed!: string | null;
  @ApiProperty({
    nullable: true,
    type: Number,
    example: null,
    description: 'how far a rebuild is, where one runs',
  })
  rebuiltUpTo!: number | null;
  @ApiProperty({ type: [PartitionProjection], description: 'parts in which they are projected' })
  partitions!: PartitionProjection[];
}

/** On which engine each part of the ledger stands. */
export class Engines {
  @ApiProperty({ enum: ['sqlite', 'kurrentdb'], example: 'sqlite' }) log!: string;
  @ApiProperty({ enum: ['sqlite', 'postgres'], example: 'sqlite' }) readModels!: string;
  @ApiProperty({ enum: ['folder', 'postgres'], example: 'folder' }) documents!: string;
  @ApiProperty({ enum: ['file', 'postgres'], example: 'file' }) keys!: string;
}

/** What this ledger is and how far it is. */
export class Status {
  @ApiProperty({ example: '0192f0c1-…' }) installation!: string;
  @ApiProperty({ example: 'heatledger' }) name!: string;
  @ApiProperty({ example: '0.1.0' }) version!: string;
  @ApiProperty({ description: 'index that the next event will have', example: 812_300 }) nextIndex!: number;
  @ApiProperty({ type: Engines }) engines!: Engines;
  @ApiProperty({ type: ProjectionStatus }) readModels!: ProjectionStatus;
  @ApiProperty({ example: 340 }) heaters!: number;
  @ApiProperty({ description: 'spans that await a decision', example: 0 }) heldSpans!: number;
  @ApiProperty({ nullable: true, type: String, example: '2026-01' }) lastClosedPeriod!: string | null;
  @ApiProperty({ example: 47 }) documents!: number;
}
