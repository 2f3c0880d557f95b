import { ApiProperty } from '@nestjs/swagger';

export class EventPlaceDto {
  @ApiProperty({ description: 'what happened', example: 'HeaterCommissioned' })
  type!: string;

  @ApiProperty({ description: 'stream of the log', example: 'heater-h-0001' })
  stream!: string;

  @ApiProperty({ description: 'place in the stream, from 0', example: 0 })
  revision!: number;
}

export class ProblemDto {
  @ApiProperty({ example: 'urn:heatledger:problem:HEATER_UNKNOWN' })
  type!: string;

  @ApiProperty({ example: 'Heater unknown' })
  title!: string;

  @ApiProperty({ example: 404 })
  status!: number;

  @ApiProperty({ description: 'stable', example: 'HEATER_UNKNOWN' })
  code!: string;

  @ApiProperty({ description: 'field at fault', example: 'heater' })
  field!: string;

  @ApiProperty({ description: 'what to do', example: 'Commission the heater h-0001 first.' })
  detail!: string;
}

export class CommandDoneDto {
  @ApiProperty({ example: 'commission-heater' })
  command!: string;

  @ApiProperty({ example: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11' })
  commandId!: string;

  @ApiProperty({ enum: ['done'] })
  status!: string;

  @ApiProperty({
    type: [EventPlaceDto],
    description: 'events that follow from it; none where it was so already',
  })
  events!: EventPlaceDto[];

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'index that a report must have passed to know of it: give it as `minIndex`',
    example: 1204,
  })
  position!: number | null;
}

export class BatchItemAnswerDto {
  @ApiProperty({ example: 'commission-heater' })
  command!: string;

  @ApiProperty({ example: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11' })
  commandId!: string;

  @ApiProperty({ enum: ['done', 'refused', 'not-attempted'] })
  status!: string;

  @ApiProperty({ type: [EventPlaceDto], required: false, description: 'of one that is done' })
  events?: EventPlaceDto[];

  @ApiProperty({ type: Number, nullable: true, required: false, description: 'of one that is done' })
  position?: number | null;

  @ApiProperty({ type: ProblemDto, required: false, description: 'of one that is refused' })
  problem?: ProblemDto;
}

export class BatchAnswerDto {
  @ApiProperty({ description: 'how many are done', example: 1 })
  done!: number;

  @ApiProperty({ type: [BatchItemAnswerDto], description: 'one per command, in their order' })
  commands!: BatchItemAnswerDto[];
}
