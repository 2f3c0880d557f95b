import { createHash } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ZoneOffsets } from '#domain/calendar';
import { exhausted } from '#domain/decision';
import { meterMonths } from '#domain/load-curves';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Keys } from '#ports/keys';
import { ProblemDto } from '../commands/answers.js';
import { actorFrom } from '../commands/command-headers.js';
import { LedgerReads } from '../commands/ledger-reads.js';
import { Problem } from '../http/index.js';
import { CLOCK, EVENT_STORE, KEYS, RANDOMNESS } from '../tokens.js';
import { enedisFile } from './enedis-file.js';
import { espiFile } from './espi-file.js';
import { bytesOf, readingFile, textOfBytes } from './file-body.js';
import { MeterReadingsAnswer, meterAnswer } from './meter-answer.js';
import { METER_FORMATS, type MeterFile, type MeterFormat } from './meter-file.js';
import { ocmfFile } from './ocmf-file.js';
import { TakesFile } from './raw-bodies.js';
import { recordCurve, type RecordParts } from './record-curve.js';

class MeterReadingsParameters {
  @ApiProperty({ enum: [...METER_FORMATS], description: 'what the body is' })
  @IsIn(METER_FORMATS)
  format!: MeterFormat;

  @ApiPropertyOptional({
    description: 'OCMF: public key (SPKI, hex or base64) to verify with, instead of that of the file',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  publicKey?: string;
}

function fileOf(format: MeterFormat, text: string, zone: ZoneOffsets, publicKey: string | null): MeterFile {
  switch (format) {
    case 'enedis':
      return enedisFile(text, zone);
    case 'espi':
      return espiFile(text, zone);
    case 'ocmf':
      return ocmfFile(text, publicKey);
    default:
      return exhausted(format);
  }
}

/** What a supply point's own meter says, from the files that grid operators and meters give out. */
@Controller('v1/supply-points/:prm/meter-readings')
@ApiTags('Meters')
export class MeterReadingsController {
  private readonly parts: RecordParts;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(KEYS) keys: Keys,
    @Inject(CLOCK) clock: Clock,
    @Inject(RANDOMNESS) randomness: (count: number) => Uint8Array,
    private readonly reads: LedgerReads,
  ) {
    this.parts = { store, keys, clock, randomness };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'ImportMeterReadings',
    summary: 'Monthly sums of a meter, and its curve sealed, from a file; the same file is recorded once',
    description:
      'Enedis load curve (CSV), Green Button (ESPI XML), or signed OCMF records (XML, or one a line). A signature that does not fit refuses the whole file.',
  })
  @TakesFile()
  @ApiBody({ schema: { type: 'string', example: 'Horodate;Valeur\n2026-03-01T00:30:00+01:00;330' } })
  @ApiHeader({ name: 'X-Actor', required: false, description: 'person who imports it; default `operator`' })
  @ApiOkResponse({ type: MeterReadingsAnswer })
  @ApiResponse({ status: 404, type: ProblemDto, description: 'There is no such supply point.' })
  @ApiResponse({
    status: 422,
    type: ProblemDto,
    description: 'The file is not what it is said to be; nothing of it was taken.',
  })
  async receive(
    @Param('prm') prm: string,
    @Query() { format, publicKey }: MeterReadingsParameters,
    @Body() body: unknown,
    @Headers('x-actor') person?: string,
  ): Promise<MeterReadingsAnswer> {
    const actor = actorFrom(person);
    const zone = await this.zoneOf(prm);
    const bytes = bytesOf(body);
    const read = readingFile(() => fileOf(format, textOfBytes(bytes), zone, publicKey ?? null));
    const file = createHash('sha256').update(bytes).digest('hex');
    const source = { supplyPoint: prm, source: format, file, publicKey: read.signature?.publicKey ?? null };
    const months = meterMonths(read.intervals, zone);
    const recorded =
      months.length === 0
        ? { events: [], position: null, replaced: new Map<string, never>() }
        : await recordCurve(source, months, actor, this.parts);
    return meterAnswer(source, read, months, recorded, zone);
  }

  private async zoneOf(prm: string): Promise<ZoneOffsets> {
    const facts = await this.reads.facts();
    const site = facts.supplyPoints.get(prm)?.registered.site;
    const zone = facts.zones.get(facts.sites.get(site ?? '')?.registered.zone ?? '');
    if (zone !== undefined) return zone;
    throw new Problem(404, {
      code: 'SUPPLY_POINT_UNKNOWN',
      field: 'prm',
      remedy: `Register the supply point ${prm} first.`,
    });
  }
}
