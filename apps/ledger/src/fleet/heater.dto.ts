import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  PatternField,
  PrmField,
  TextField,
  WhField,
} from '../commands/fields.js';

class HeaterDto {
  @IdField('heater', 'h-0001')
  heater!: string;
}

export class CommissionHeaterDto extends HeaterDto {
  @TextField('model', 'QR-4', { longest: 100 })
  model!: string;

  @TextField('processor model', 'X-8700', { longest: 64 })
  processorModel!: string;

  @IntegerField('processors', 4)
  processors!: number;

  @IntegerField('cores', 16)
  cores!: number;

  @IntegerField('rated power of computing (W)', 500)
  ratedMainW!: number;

  @IntegerField('rated power of the resistive element (W)', 350)
  ratedAuxW!: number;

  @IntegerField('digits after which both registers wrap', 9, { min: 4, max: 12 })
  registerDigits!: number;

  @TextField('class of the meter', 'MID B', { longest: 40 })
  meterClass!: string;

  @TextField('certificate of the meter', 'MID-2026-0001', { longest: 100 })
  meterCertificate!: string;
}

export class OpenHeaterEpochDto extends HeaterDto {
  @IntegerField('epoch: the next one, from 0', 0, { max: 9999 })
  epoch!: number;

  @PatternField(
    'Ed25519 public key (32 bytes, base64url), or null: uploads are unsigned',
    '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    /^[A-Za-z0-9_-]{43}$/,
    'Give 32 bytes as base64url without padding: 43 characters',
    { nullable: true },
  )
  publicKey: string | null = null;

  @TextField('why', 'first board')
  reason!: string;
}

export class DeclareHeaterDto extends HeaterDto {
  @TextField('why', 'stands in an open-plan office')
  reason!: string;
}

class HeaterAtDto extends HeaterDto {
  @InstantField('when')
  at!: number;
}

class RegistersDto extends HeaterAtDto {
  @WhField('main register at that instant', 5_000_130)
  mainWh!: number;

  @WhField('auxiliary register at that instant', 120_400)
  auxWh!: number;
}

export class PlaceHeaterDto extends RegistersDto {
  @IdField('site', 'les-tilleuls')
  site!: string;

  @PrmField()
  supplyPoint!: string;

  @IdField('dwelling, or null (common room, workplace)', 'a-101', { nullable: true })
  dwelling: string | null = null;
}

export class RemoveHeaterDto extends RegistersDto {
  @TextField('why', 'dwelling is being renovated')
  reason!: string;
}

export class SetHeaterModeDto extends HeaterAtDto {
  @ChoiceField('mode', ['normal', 'low-power', 'off'])
  mode!: 'normal' | 'low-power' | 'off';
}

export class RecordHeaterOpenedDto extends HeaterAtDto {}

export class ResetHeaterDto extends HeaterAtDto {
  @TextField('what was found', 'fan cleaned')
  reason!: string;
}

export class ExchangeHeaterMeterDto extends HeaterAtDto {
  @WhField('old meter, main', 12_345_678)
  oldMainWh!: number;

  @WhField('old meter, auxiliary', 120_400)
  oldAuxWh!: number;

  @WhField('new meter, main', 0)
  newMainWh!: number;

  @WhField('new meter, auxiliary', 0)
  newAuxWh!: number;
}
