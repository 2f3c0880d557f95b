import { Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiGoneResponse,
  ApiHeader,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiPropertyOptional,
  ApiResponse,
} from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { FORMATS, type Format, MEDIA_TYPES, savedAs } from '#processes/rendering';
import { DocumentInPath, Report, ReportQuery } from '../shape/index.js';
import { DocumentFileQuery } from './document-file.query.js';
import { knownTo } from './if-none-match.js';

class FileParameters extends ReportQuery {
  @ApiPropertyOptional({
    enum: FORMATS,
    default: 'pdf',
    example: 'pdf',
    description:
      'pdf and json of every document; cii and ubl of invoices and credit notes; csv: the usage behind each line, of invoices and statements',
  })
  @IsOptional()
  @IsIn(FORMATS)
  format: Format = 'pdf';
}

@Report('v1/documents/:series/:number/file')
export class DocumentFilesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'File of a document',
    description:
      'What the party downloads: the same bytes for ever. `ETag` is its SHA-256, as DocumentRendered recorded it.',
  })
  @DocumentInPath()
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'ETags that the reader has' })
  @ApiProduces(...new Set(Object.values(MEDIA_TYPES)))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 304, description: 'The reader has it.' })
  @ApiNotFoundResponse({ description: 'DOCUMENT_FILE_UNKNOWN, DOCUMENT_FORMAT_NONE, DOCUMENT_NOT_DRAWN' })
  @ApiGoneResponse({ description: 'DOCUMENT_FILE_LOST: the kept file is gone or damaged' })
  async file(
    @Param('series') series: string,
    @Param('number') number: string,
    @Query() { format }: FileParameters,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { sha256, bytes } = await this.queries.execute(
      new DocumentFileQuery(series, number, format, knownTo(known)),
    );
    void reply.header('ETag', `"${sha256}"`).header('Cache-Control', 'private, no-cache');
    if (bytes === null) {
      void reply.status(304);
      return undefined;
    }
    return new StreamableFile(bytes, {
      type: MEDIA_TYPES[format],
      disposition: `attachment; filename="${savedAs({ number }, format).replaceAll(/[^A-Za-z0-9._+-]/g, '-')}"`,
      length: bytes.length,
    });
  }
}
