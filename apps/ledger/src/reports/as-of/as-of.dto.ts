import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { PreviewParameters } from '../../periods/preview-parameters.js';
import { Preview } from '../../periods/preview-row.js';
import { AS_OF } from './as-of-time.js';

const AS_OF_SAYS = { message: 'asOf must be an index or an instant such as 2026-04-02T10:00:00Z' };

export class AsOfDto {
  @ApiProperty({ example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-03' })
  period!: string;

  @ApiProperty({
    description: 'an instant: all events before the first one recorded later; or an index: events below it',
    example: '2026-04-02T10:00:00Z',
  })
  @IsString()
  @MaxLength(40)
  @Matches(AS_OF, AS_OF_SAYS)
  asOf!: string;
}

export class AsOfAnswerParameters extends PreviewParameters {}

export class AsOfFault {
  @ApiProperty({ example: 'DISK_FULL' }) code!: string;
  @ApiProperty({ example: 'Make room, ask again.' }) detail!: string;
}

export class AsOfAnswer {
  @ApiProperty({ example: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11' }) job!: string;
  @ApiProperty({ example: '2026-03' }) period!: string;
  @ApiProperty({ description: 'events below it count', example: 812_000 }) beforeIndex!: number;
  @ApiProperty({
    enum: ['waiting', 'folding', 'computing', 'done', 'failed', 'cancelled'],
    example: 'folding',
  })
  state!: string;
  @ApiProperty({ description: 'events folded', example: 400_000 }) done!: number;
  @ApiProperty({ description: 'events to fold', example: 812_000 }) total!: number;
  @ApiProperty({ nullable: true, type: AsOfFault }) fault!: AsOfFault | null;
  @ApiProperty({ nullable: true, type: Preview, description: 'the month as it stood, once done' })
  preview!: Preview | null;
}
