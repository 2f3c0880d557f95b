import { ChoiceField, IdField, InstantField, IntegerField, TextField, WhField } from '../commands/fields.js';

class SpanDto {
  @IdField('heater', 'h-0001')
  heater!: string;

  @InstantField('start', 1772442000000)
  from!: number;

  @InstantField('end', 1772445600000)
  to!: number;
}

export class DecideHeldSpanDto extends SpanDto {
  @TextField('why', 'register checked on site')
  reason!: string;
}

export class CorrectEnergyDto extends SpanDto {
  @IdField('correction', 'c-2026-0001')
  correction!: string;

  @ChoiceField('register', ['main', 'aux'])
  register!: 'main' | 'aux';

  @WhField('energy of the span, spread evenly', 95)
  energyWh!: number;

  @TextField('why', 'meter read by hand')
  reason!: string;
}

export class AcceptEstimateDto extends SpanDto {
  @WhField('main', 480)
  mainWh!: number;

  @WhField('auxiliary', 0)
  auxWh!: number;

  @TextField('how it was estimated', 'same weekday of the week before')
  method!: string;

  @TextField('who accepts it', 'C. Duval', { longest: 100 })
  acceptedBy!: string;
}

export class SetSpanAsideDto extends SpanDto {
  @TextField('why', 'heater is being repaired')
  reason!: string;

  @TextField('who accepts it', 'C. Duval', { longest: 100 })
  acceptedBy!: string;
}

export class DeclareAttemptEndDto {
  @IdField('heater', 'h-0001')
  heater!: string;

  @TextField('job', 'job-77', { longest: 64 })
  job!: string;

  @IntegerField('attempt, from 1', 1, { min: 1, max: 100_000 })
  attempt!: number;

  @InstantField('end of the attempt')
  at!: number;

  @ChoiceField('how it ended', ['completed', 'failed', 'preempted'])
  outcome!: 'completed' | 'failed' | 'preempted';

  @TextField('why', 'the heater was stolen')
  reason!: string;
}
