import { Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { Format } from '#processes/rendering';
import { Report, ReportQuery, unknown } from '../shape/index.js';
import { DocumentFileQuery } from './document-file.query.js';

const MEDIA_TYPES = { pdf: 'application/pdf', json: 'application/json' } as const;

class FileParameters extends ReportQuery {
  @ApiPropertyOptional({ enum: ['pdf', 'json'], default: 'pdf' })
  @IsOptional()
  @IsIn(['pdf', 'json'])
  format: Format = 'pdf';
}

@Report('v1/documents/:series/:number/file')
export class DocumentFilesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'File of a document',
    description: 'What the party downloads. `ETag` is its SHA-256, as DocumentRendered recorded it.',
  })
  @ApiProduces('application/pdf', 'application/json')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Param('series') series: string,
    @Param('number') number: string,
    @Query() { format }: FileParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await this.queries.execute(new DocumentFileQuery(series, number, format));
    if (file === null) return unknown('document-file', `${series}/${number}.${format}`);
    void reply.header('ETag', `"${file.sha256}"`);
    return new StreamableFile(file.bytes, {
      type: MEDIA_TYPES[format],
      disposition: `inline; filename="${number.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.${format}"`,
      length: file.bytes.length,
    });
  }
}
