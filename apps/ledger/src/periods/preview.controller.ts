import { Get, HttpCode, Param, Post, Query as QueryOf } from '@nestjs/common';
import { Query, QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PeriodPreview } from '#processes/closing';
import { MonthPipe, OneOf, type Page, Report, TableOf } from '../reports/shape/index.js';
import { previewAnswer, previewLines } from './preview-answer.js';
import { PreviewParameters } from './preview-parameters.js';
import { PREVIEW_LINE_COLUMNS, Preview, PreviewLineRow } from './preview-row.js';
import { Previews } from './previews.js';

export class PreviewPeriod extends Query<PeriodPreview> {
  constructor(readonly period: string) {
    super();
  }
}

@QueryHandler(PreviewPeriod)
export class PreviewPeriodHandler implements IQueryHandler<PreviewPeriod> {
  constructor(private readonly previews: Previews) {}

  execute({ period }: PreviewPeriod): Promise<PeriodPreview> {
    return this.previews.of(period);
  }
}

const DESCRIPTION =
  'Every document with all its lines, adjustments of earlier months as they would come now, documents set aside that would be issued, proofs by status, and everything that is missing. Nothing is written. A line of a document is rounded by itself and the document adds rounded lines; `netFigure` is the exact sum rounded once.';

@Report('v1/periods/:period/preview')
@ApiTags('Periods')
export class PreviewController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @OneOf('A month as it would close now', Preview, DESCRIPTION)
  async preview(
    @Param('period', MonthPipe) period: string,
    @QueryOf() part: PreviewParameters,
  ): Promise<Preview> {
    return previewAnswer(await this.queries.execute(new PreviewPeriod(period)), part);
  }

  @Get('lines')
  @TableOf({
    summary: 'Lines of a month as it would close now',
    description: 'One row per line of every document, in the order in which they would be issued.',
    row: PreviewLineRow,
    columns: PREVIEW_LINE_COLUMNS,
  })
  async lines(
    @Param('period', MonthPipe) period: string,
    @QueryOf() part: PreviewParameters,
  ): Promise<Page<PreviewLineRow>> {
    return previewLines(await this.queries.execute(new PreviewPeriod(period)), part);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'The same as GET', deprecated: true })
  posted(@Param('period', MonthPipe) period: string, @QueryOf() part: PreviewParameters): Promise<Preview> {
    return this.preview(period, part);
  }
}
