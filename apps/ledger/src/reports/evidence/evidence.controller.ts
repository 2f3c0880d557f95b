import { Readable } from 'node:stream';
import { Get, Param, Query, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { OfDocument, Report, ReportQuery, unknown } from '../shape/index.js';
import { EvidenceQuery } from './evidence.query.js';

@Report('v1/documents')
export class EvidenceController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':series/:number/evidence')
  @OfDocument()
  @ApiOperation({
    summary: 'Evidence bundle of a document',
    description:
      'A zip with the files as issued, their lines and the usage behind each, contracts and prices, the sealed usage by index and hash, settlements, disputes and statuses as lines of the log, the same of the documents that it cites, a manifest with the SHA-256 and the log index of each piece, and how to check it, in French and English. The same log gives the same bytes. Names of people stay sealed in the events.',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async one(
    @Param('series') series: string,
    @Param('number') number: string,
    @Query() _query: ReportQuery,
  ): Promise<StreamableFile> {
    const zip = await this.queries.execute(new EvidenceQuery(series, number));
    if (zip === null) return unknown('document', `${series}/${number}`);
    const name = `evidence-${series}-${number}`.replaceAll(/[^A-Za-z0-9._-]/g, '-');
    return new StreamableFile(Readable.from(zip, { objectMode: false }), {
      type: 'application/zip',
      disposition: `attachment; filename="${name}.zip"`,
    });
  }
}
