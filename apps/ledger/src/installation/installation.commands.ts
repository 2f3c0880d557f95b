import { installation } from '#domain/installation';
import { commandsOf } from '../commands/definition.js';
import {
  NameInstallationDto,
  RecordZoneOffsetsDto,
  SetMeteringRulesDto,
  SetUsefulHeatRuleDto,
} from './installation.dto.js';
import { zoneOffsets } from './zone-offsets.js';

const onInstallation = commandsOf({
  decider: installation,
  stream: () => 'installation',
  context: async (_, reads) => ({ now: reads.now() }),
});

export const INSTALLATION_COMMANDS = [
  onInstallation(
    'NameInstallation',
    'Names the ledger: event 0. The first start does it; this only confirms it.',
    NameInstallationDto,
  ),
  onInstallation(
    'SetMeteringRules',
    'From here on in the log: when spans are interpolated, held, or ahead of time.',
    SetMeteringRulesDto,
  ),
  onInstallation(
    'SetUsefulHeatRule',
    'From here on in the log: when heat is useful, and when a room is at its setpoint.',
    SetUsefulHeatRuleDto,
  ),
  onInstallation(
    'RecordZoneOffsets',
    'Records the UTC offsets of a zone, so that replays need no zone table. Sites ask for it.',
    RecordZoneOffsetsDto,
    {
      payload: async ({ zone, offsets }) => {
        if (offsets !== null) return { zone, offsets };
        const read = zoneOffsets(zone);
        return 'refused' in read
          ? read
          : { zone, offsets: read.zone.offsets.map((offset) => ({ ...offset })) };
      },
    },
  ),
];
