import { heater } from '#domain/fleet';
import { commandsOf } from '../commands/definition.js';
import {
  CommissionHeaterDto,
  DeclareHeaterDto,
  ExchangeHeaterMeterDto,
  OpenHeaterEpochDto,
  PlaceHeaterDto,
  RecordHeaterOpenedDto,
  RemoveHeaterDto,
  ResetHeaterDto,
  SetHeaterModeDto,
} from './heater.dto.js';

const onHeater = commandsOf({
  decider: heater,
  stream: (command) => `heater-${command.heater}`,
  context: async (command, reads) => ({
    now: reads.now(),
    site: 'site' in command ? await reads.site(command.site) : null,
    supplyPoint: 'supplyPoint' in command ? await reads.supplyPoint(command.supplyPoint) : null,
  }),
});

export const HEATER_COMMANDS = [
  onHeater('CommissionHeater', 'A heater exists: what it is and what it may draw.', CommissionHeaterDto),
  onHeater('OpenHeaterEpoch', 'Uploads of a new board or key are taken.', OpenHeaterEpochDto),
  onHeater(
    'DeclareHeaterPlain',
    'It stands in a workplace: its uploads are recorded unsealed from now on.',
    DeclareHeaterDto,
  ),
  onHeater(
    'DeclareHeaterHousehold',
    'It stands in a home: its uploads are sealed from now on.',
    DeclareHeaterDto,
  ),
  onHeater('InstallHeater', 'It was installed, its registers standing at these values.', PlaceHeaterDto),
  onHeater('MoveHeater', 'It went to another supply point or dwelling.', PlaceHeaterDto),
  onHeater('RemoveHeater', 'It was taken away.', RemoveHeaterDto),
  onHeater('SetHeaterMode', 'Its mode of operation was set.', SetHeaterModeDto),
  onHeater(
    'RecordHeaterOpened',
    'Its case was opened: nothing is billable until it is reset.',
    RecordHeaterOpenedDto,
  ),
  onHeater('ResetHeater', 'It was examined after an opening and may compute again.', ResetHeaterDto),
  onHeater('ExchangeHeaterMeter', 'The meter inside was exchanged.', ExchangeHeaterMeterDto),
];
