import { Get, Query } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { PLATFORM_STATUSES } from '#domain/lifecycle';
import { type CsvColumn, type Page, Report, TableOf, TableQuery } from '../shape/index.js';

class PlatformStatusRow {
  @ApiProperty({ example: 212 }) status!: number;
  @ApiProperty({ example: 'Encaissée' }) fr!: string;
  @ApiProperty({ example: 'Received' }) en!: string;
  @ApiProperty({ description: 'platforms report it to the tax office', example: true }) mandatory!: boolean;
  @ApiProperty({ description: 'it must give a reason code', example: false }) asksReason!: boolean;
  @ApiProperty({ description: 'what may follow', type: [Number], example: [207, 211, 212] })
  next!: readonly number[];
}

const COLUMNS: readonly CsvColumn<PlatformStatusRow>[] = [
  { name: 'status', value: (row) => row.status },
  { name: 'fr', value: (row) => row.fr },
  { name: 'en', value: (row) => row.en },
  { name: 'mandatory', value: (row) => row.mandatory },
  { name: 'asks_reason', value: (row) => row.asksReason },
  { name: 'next', value: (row) => row.next.join(' ') },
];

@Report('v1/platform-statuses')
export class PlatformStatusesController {
  @Get()
  @TableOf({
    summary: 'Statuses of the French e-invoicing platforms',
    description: 'Statuses 200 to 213 (XP Z12-012) with their labels, and which may follow which.',
    row: PlatformStatusRow,
    columns: COLUMNS,
  })
  list(@Query() _query: TableQuery): Page<PlatformStatusRow> {
    return {
      rows: PLATFORM_STATUSES.map(({ code, fr, en, mandatory, asksReason, next }) => ({
        status: code,
        fr,
        en,
        mandatory,
        asksReason,
        next,
      })),
      next: null,
    };
  }
}
