import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  PatternField,
  TextField,
  TextsField,
} from '../commands/fields.js';

const METRICS = ['eur-per-core-hour', 'eur-per-ghz-hour', 'pue', 'ere'] as const;

export class PublishBenchmarkDto {
  @IdField('benchmark', 'cloud-list-price')
  benchmark!: string;

  @ChoiceField('what is compared: a price of computing, or an efficiency of data centres', METRICS)
  metric!: (typeof METRICS)[number];

  @PatternField(
    'value: EUR per unit, or the ratio',
    '0.065',
    /^-?\d{1,18}(\.\d{1,12})?$/,
    'Give a decimal as text with a point, such as "1.58"',
  )
  value!: string;

  @TextField('what is inside the figure', 'on-demand list price of a general-purpose core, excluding VAT')
  boundary!: string;

  @DateField('first day it stands for', '2026-01-01')
  from!: string;

  @TextField('where it was published', 'published price list of 2025-12-15')
  source!: string;
}

export class AttestTransitDto {
  @IdField('contract', 'lumen-2026')
  contract!: string;

  @TextsField('jobs', ['job-20260301-0001'], { longest: 64, max: 500 })
  jobs!: string[];

  @FlagField('no disk was written', true)
  diskless!: boolean;

  @FlagField('encrypted in transit', true)
  encrypted!: boolean;

  @PatternField(
    'SHA-256 of what was attested (hex)',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    /^[0-9a-f]{64}$/,
    'Give 64 hexadecimal digits in small letters',
  )
  evidence!: string;
}
