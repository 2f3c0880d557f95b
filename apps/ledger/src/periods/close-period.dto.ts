import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class ClosePeriodDto {
  @ApiProperty({ description: 'month to close', example: '2026-08' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  period!: string;

  @ApiPropertyOptional({
    description: 'date of its documents; today in the zone of the company where it is left out',
    example: '2026-09-02',
  })
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  issueDate?: string;
}

export class ProblemOfCloseDto {
  @ApiProperty({ example: 'READING_MISSING' }) code!: string;
  @ApiProperty({ example: 'heaters/h-0001/2026-08-20T00:00:00.000Z/2026-08-31T22:00:00.000Z' })
  field!: string;
  @ApiProperty({ example: 'Send a reading, accept an estimate or set the span aside.' }) detail!: string;
}

export class CloseAcceptedDto {
  @ApiProperty({ example: 'close-period' }) command!: string;
  @ApiProperty({ example: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11' }) commandId!: string;
  @ApiProperty({ enum: ['accepted'] }) status!: string;
  @ApiProperty({ example: '/v1/periods/2026-08/progress' }) progress!: string;
}

export class CloseProgressDto {
  @ApiProperty({ example: '2026-08' }) period!: string;
  @ApiProperty({
    description:
      'what this ledger does with the month; `idle` where no ledger closes any, `elsewhere` where another one closes this or another month',
    enum: [
      'idle',
      'elsewhere',
      'waiting',
      'checking',
      'sealing',
      'planning',
      'issuing',
      'proving',
      'closed',
      'rendering',
      'done',
      'refused',
      'failed',
    ],
    example: 'issuing',
  })
  step!: string;
  @ApiProperty({ example: 120 }) done!: number;
  @ApiProperty({ example: 400 }) total!: number;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'another process that closes a month just now, and is waited for',
    example: null,
  })
  holder!: string | null;
  @ApiProperty({
    nullable: true,
    type: 'object',
    additionalProperties: true,
    description: 'the answer of the command, once it is done',
  })
  answer!: object | null;
  @ApiProperty({ type: [ProblemOfCloseDto], description: 'why it was refused or broke off' })
  errors!: ProblemOfCloseDto[];
}
