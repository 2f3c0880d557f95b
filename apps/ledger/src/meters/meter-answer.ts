import { ApiProperty } from '@nestjs/swagger';
import type { ZoneOffsets } from '#domain/calendar';
import type { MeterMonth } from '#domain/load-curves';
import { addExact } from '#domain/quantity';
import { EventPlaceDto } from '../commands/answers.js';
import { wallTime } from '../load-curves/index.js';
import type { CurveSource } from './curve-events.js';
import { METER_FORMATS, type MeterFile, type MeterFormat } from './meter-file.js';
import type { RecordedCurve } from './record-curve.js';

const MINUTE_MS = 60_000;

class ReplacedDto {
  @ApiProperty({ description: 'SHA-256 of the file that stood for the month' }) file!: string;
  @ApiProperty({ enum: [...METER_FORMATS] }) source!: string;
}

class MeterMonthDto {
  @ApiProperty({ example: '2026-03' }) month!: string;
  @ApiProperty({ example: 412_565 }) energyWh!: number;
  @ApiProperty({ description: 'time of the month without a value', example: 30 }) missingMinutes!: number;
  @ApiProperty({
    type: ReplacedDto,
    nullable: true,
    description: 'import that stood for this month until now; the last one stands',
  })
  replaces!: ReplacedDto | null;
}

class SignatureDto {
  @ApiProperty({ description: 'SHA-256 of the key (SPKI)' }) publicKey!: string;
  @ApiProperty({
    enum: ['file', 'caller'],
    description: 'a key of the file itself proves that records are whole, not whose they are',
  })
  keyFrom!: string;
  @ApiProperty({ description: 'verified records', example: 100 }) records!: number;
}

class RefusedRecordDto {
  @ApiProperty({ example: 'OCMF_CLOCK_NOT_SET' }) code!: string;
  @ApiProperty({ example: 'record 1' }) field!: string;
  @ApiProperty() detail!: string;
}

class HoleDto {
  @ApiProperty({ type: String, nullable: true, example: '2026-03-02T10:00:00+01:00' }) from!: string | null;
  @ApiProperty({ example: '2026-03-02T10:30:00+01:00' }) to!: string;
  @ApiProperty({ type: Number, nullable: true, example: 30 }) minutes!: number | null;
  @ApiProperty({ enum: ['NO_ROW', 'NO_VALUE', 'STEP_UNKNOWN', 'TWO_VALUES'] }) reason!: string;
}

/** What an import came to. The same file gives the same answer, however often it is sent. */
export class MeterReadingsAnswer {
  @ApiProperty({ example: '14500000000017' }) supplyPoint!: string;
  @ApiProperty({ enum: [...METER_FORMATS] }) format!: MeterFormat;
  @ApiProperty({ description: 'SHA-256 of the file' }) file!: string;
  @ApiProperty({ description: 'false: no record of the file could be taken', example: true })
  recorded!: boolean;
  @ApiProperty({ description: 'intervals with a value', example: 1488 }) intervals!: number;
  @ApiProperty({ example: 412_565 }) energyWh!: number;
  @ApiProperty({ type: [MeterMonthDto] }) months!: readonly MeterMonthDto[];
  @ApiProperty({ type: SignatureDto, nullable: true }) signature!: SignatureDto | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'intervals by quality, where the format tells',
    example: { valid: 1486, estimated: 2 },
  })
  qualities!: Readonly<Record<string, number>>;
  @ApiProperty({ type: [RefusedRecordDto], description: 'records that were not taken' })
  refused!: readonly RefusedRecordDto[];
  @ApiProperty({ type: [HoleDto], description: 'time without a value, up to 1 000 spans' })
  holes!: readonly HoleDto[];
  @ApiProperty({ type: [String] }) notes!: readonly string[];
  @ApiProperty({ type: [EventPlaceDto] }) events!: readonly EventPlaceDto[];
  @ApiProperty({ type: Number, nullable: true, description: 'give it to a report as `minIndex`' })
  position!: number | null;
}

const HOLES_TOLD = 1000;

/** The answer, from the file and what stood before it. */
export function meterAnswer(
  { supplyPoint, source, file }: CurveSource,
  read: MeterFile,
  months: readonly MeterMonth[],
  recorded: RecordedCurve,
  zone: ZoneOffsets,
): MeterReadingsAnswer {
  return {
    supplyPoint,
    format: source,
    file,
    recorded: recorded.events.length > 0,
    intervals: read.intervals.length,
    energyWh: months.reduce((sum, { energyWh }) => addExact(sum, energyWh), 0),
    months: months.map(({ month, energyWh, missingMs }) => ({
      month,
      energyWh,
      missingMinutes: Math.ceil(missingMs / MINUTE_MS),
      replaces: recorded.replaced.get(month) ?? null,
    })),
    signature: read.signature,
    qualities: read.qualities,
    refused: read.refused.map(({ code, field, remedy }) => ({ code, field, detail: remedy })),
    holes: read.holes.slice(0, HOLES_TOLD).map(({ fromMs, toMs, reason }) => ({
      from: fromMs === null ? null : wallTime(zone, fromMs),
      to: wallTime(zone, toMs),
      minutes: fromMs === null ? null : (toMs - fromMs) / MINUTE_MS,
      reason,
    })),
    notes: read.notes,
    events: recorded.events,
    position: recorded.position,
  };
}
