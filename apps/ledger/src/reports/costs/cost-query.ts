import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { daysBetween, isLocalDate } from '#domain/calendar';
import { Problem } from '../../http/index.js';
import { ReportQuery } from '../shape/index.js';

const DAYS_MAX = 400;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Local days, both included. */
export class SpanOfDays extends ReportQuery {
  @ApiProperty({ description: 'first local day', example: '2026-07-16' })
  @Matches(DAY, { message: 'from must be a day such as 2026-07-16' })
  from!: string;

  @ApiProperty({ description: `last local day, included; at most ${DAYS_MAX} days`, example: '2026-08-14' })
  @Matches(DAY, { message: 'to must be a day such as 2026-08-14' })
  to!: string;
}

export class EnergyCostParameters extends SpanOfDays {
  @ApiPropertyOptional({ description: 'Also heater by heater.', enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  heaters?: string;
}

/** Throws a 400 DATE_INVALID, SPAN_EMPTY or SPAN_TOO_LONG. */
export function daysOf({ from, to }: SpanOfDays): { readonly from: string; readonly to: string } {
  for (const [field, day] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!isLocalDate(day))
      throw new Problem(400, { code: 'DATE_INVALID', field, remedy: 'Give a day that exists.' });
  if (to < from)
    throw new Problem(400, {
      code: 'SPAN_EMPTY',
      field: 'to',
      remedy: 'Give a last day on or after the first.',
    });
  if (daysBetween(from, to) >= DAYS_MAX)
    throw new Problem(400, {
      code: 'SPAN_TOO_LONG',
      field: 'to',
      remedy: `Give at most ${DAYS_MAX} days; ask for the rest apart.`,
    });
  return { from, to };
}
