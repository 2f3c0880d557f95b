import { ApiProperty } from '@nestjs/swagger';

export class ProjectionStatus {
  @ApiProperty({ description: 'all events below it are in the read models', example: 812_300 })
  nextIndex!: number;
  @ApiProperty({ description: 'events still to come', example: 0 }) lagEvents!: number;
  @ApiProperty({ nullable: true, type: String, example: null, description: 'why it stopped, with the event' })
  failed!: string | null;
}

/** What this ledger is and how far it is. */
export class Status {
  @ApiProperty({ example: '0192f0c1-…' }) installation!: string;
  @ApiProperty({ example: 'heatledger' }) name!: string;
  @ApiProperty({ example: '0.1.0' }) version!: string;
  @ApiProperty({ description: 'index that the next event will have', example: 812_300 }) nextIndex!: number;
  @ApiProperty({ type: ProjectionStatus }) readModels!: ProjectionStatus;
  @ApiProperty({ example: 340 }) heaters!: number;
  @ApiProperty({ description: 'spans that await a decision', example: 0 }) heldSpans!: number;
  @ApiProperty({ nullable: true, type: String, example: '2026-01' }) lastClosedPeriod!: string | null;
  @ApiProperty({ example: 47 }) documents!: number;
}
