import { Readable } from 'node:stream';
import { Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiProperty,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '../http/index.js';
import { Report, ReportQuery, unknown } from '../reports/shape/index.js';
import { type OpenBooks, Books } from './books.js';
import { inChunks } from './chunks.js';
import type { ExportDefinition } from './definition.js';
import { EXPORTS } from './exports.js';
import { ExportParameters } from './parameters.js';

class ExportRow {
  @ApiProperty({ example: 'hledger' }) name!: string;
  @ApiProperty({ example: 'journal for hledger, with balance assertions' }) what!: string;
  @ApiProperty({ type: [String], example: ['journal'] }) formats!: readonly string[];
}

function formatFor({ name, formats }: ExportDefinition, asked: string | undefined): string {
  const format = asked ?? formats[0];
  if (formats.includes(format)) return format;
  throw new Problem(400, {
    code: 'FORMAT_UNKNOWN',
    field: 'format',
    remedy: `The export ${name} comes as ${formats.join(' or ')}.`,
  });
}

/** What the file holds, for who writes it down. */
const headersOf = ({ span, totals }: OpenBooks): Record<string, string> => ({
  'heatledger-at-index': String(span.index),
  'heatledger-from': span.from,
  'heatledger-to': span.to,
  'heatledger-entries': String(totals.entries),
  'heatledger-debit-cents': String(totals.debitCents),
  'heatledger-credit-cents': String(totals.creditCents),
});

@Report('v1/exports')
@ApiTags('Exports')
export class ExportsController {
  constructor(private readonly books: Books) {}

  @Get()
  @ApiOperation({ summary: 'What can be exported', description: 'Each is a route of its own below this.' })
  @ApiExtraModels(ExportRow)
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: { rows: { type: 'array', items: { $ref: getSchemaPath(ExportRow) } } },
    },
  })
  list(@Query() _query: ReportQuery): { readonly rows: readonly ExportRow[]; readonly next: null } {
    return { rows: EXPORTS.map(({ name, what, formats }) => ({ name, what, formats })), next: null };
  }

  @Get(':name')
  @ApiOperation({
    summary: 'An export of the books',
    description:
      'Entries between two dates, of one fiscal year, or all of them, as they stood at one index of the log: `Heatledger-At-Index` and the name of the file say which. `Heatledger-Entries`, `-Debit-Cents` and `-Credit-Cents` say what is in it. The file is sent as it is drawn: a connection that breaks off leaves it incomplete.',
  })
  @ApiParam({
    name: 'name',
    schema: { type: 'string', enum: EXPORTS.map(({ name }) => name), example: 'journal' },
  })
  @ApiNotFoundResponse({
    description: 'EXPORT_UNKNOWN; BOOKS_EMPTY and YEAR_EMPTY where nothing is posted in what is asked for',
  })
  @ApiConflictResponse({ description: 'COMPANY_MISSING: not registered, or not by that index' })
  @ApiProduces('text/plain', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Param('name') name: string,
    @Query() asked: ExportParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const definition = EXPORTS.find((each) => each.name === name);
    if (definition === undefined) return unknown('export', name);
    const format = formatFor(definition, asked.format);
    const books = await this.books.open(asked);
    const file = await definition.file(books, format);
    void reply.headers(headersOf(books));
    return new StreamableFile(Readable.from(inChunks(file.body), { objectMode: false }), {
      type: file.mediaType,
      disposition: `attachment; filename="${file.name}"`,
    });
  }
}
