import { ChoiceField, IntegerField, PatternField, TextField } from '../commands/fields.js';

export class AcceptReconciliationDto {
  @PatternField('month', '2026-03', /^\d{4}-(0[1-9]|1[0-2])$/, 'Give a month as yyyy-mm')
  period!: string;

  @ChoiceField('heaters against a supply point; work against a list of jobs', ['meter', 'jobs'])
  kind!: 'meter' | 'jobs';

  @TextField('supply point or contract', '14500000000017', { longest: 64 })
  subject!: string;

  @IntegerField('ours less theirs, as the report tells it (Wh, or core·ms)', 1200, {
    min: Number.MIN_SAFE_INTEGER,
  })
  difference!: number;

  @IntegerField('what the other source says (Wh, or core·ms)', 320_000)
  theirs!: number;

  @PatternField(
    'SHA-256 of the list of jobs; none for a meter',
    null,
    /^[0-9a-f]{64}$/,
    'Give the SHA-256 of the list in hex',
    { nullable: true },
  )
  file: string | null = null;

  @TextField('why', 'meter exchanged on the 12th, first index missing')
  reason!: string;
}
