import { IntegerField, InstantField, ListField, PatternField, TextField } from '../commands/fields.js';

export class NameInstallationDto {
  @PatternField(
    'UUID of this ledger',
    '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11',
    /^[0-9a-f-]{36}$/,
    'Give a UUID in small letters',
  )
  installation!: string;

  @TextField('name', 'heatledger of Example SAS')
  name!: string;

  @InstantField('creation')
  createdAt!: number;
}

export class SetMeteringRulesDto {
  @IntegerField('a longer span between readings is interpolated (ms)', 3_600_000)
  gapLimitMs!: number;

  @IntegerField('tolerance over rated power before a span is held (‰)', 50)
  powerTolerancePermille!: number;

  @IntegerField('how far ahead of our clock a reading may lie (ms)', 300_000)
  futureToleranceMs!: number;
}

export class SetUsefulHeatRuleDto {
  @IntegerField('heat is useful while the room is at most so much above its setpoint (0.1 °C)', 10, {
    max: 1000,
  })
  bandDeciC!: number;

  @IntegerField('first month of the heating season', 10, { min: 1, max: 12 })
  seasonFromMonth!: number;

  @IntegerField('last month of the heating season', 5, { min: 1, max: 12 })
  seasonToMonth!: number;

  @IntegerField('a room this much below its setpoint still counts as at it (0.1 °C)', 5, { max: 1000 })
  setpointToleranceDeciC!: number;
}

export class ZoneOffsetDto {
  @InstantField('from', 1774746000000)
  from!: number;

  @IntegerField('minutes east of UTC, a multiple of 30', 120, { min: -840, max: 840 })
  offsetMinutes!: number;
}

export class RecordZoneOffsetsDto {
  @TextField('IANA time zone', 'Europe/Paris', { longest: 64 })
  zone!: string;

  @ListField(
    'UTC offsets, ascending; left out, they are read from the zone table of this machine',
    () => ZoneOffsetDto,
    { nullable: true },
  )
  offsets: ZoneOffsetDto[] | null = null;
}
