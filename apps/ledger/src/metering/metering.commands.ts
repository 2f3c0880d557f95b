import { meteringDecision } from '#domain/telemetry';
import { commandsOf } from '../commands/definition.js';
import {
  AcceptEstimateDto,
  CorrectEnergyDto,
  DecideHeldSpanDto,
  DeclareAttemptEndDto,
  SetSpanAsideDto,
} from './metering.dto.js';

const onMetering = commandsOf({
  decider: meteringDecision,
  stream: (command) => `metering-${command.heater}`,
  context: async (command, reads) => {
    const known = await reads.heater(command.heater);
    const commissioned = known?.commissioned ?? null;
    const held = command.type === 'ReleaseHeldSpan' || command.type === 'DiscardHeldSpan';
    return {
      now: reads.now(),
      ratedW: commissioned === null ? null : commissioned.ratedMainW + commissioned.ratedAuxW,
      powerTolerancePermille: (await reads.meteringRules()).powerTolerancePermille,
      installedSince: known?.installedSince ?? null,
      held: held ? await reads.held(command.heater) : null,
    };
  },
});

export const METERING_COMMANDS = [
  onMetering('ReleaseHeldSpan', 'A held span counts as measured.', DecideHeldSpanDto),
  onMetering('DiscardHeldSpan', 'The energy of a held span is credited to nobody.', DecideHeldSpanDto),
  onMetering(
    'CorrectEnergy',
    'The energy of one register over a span is this, whatever readings say.',
    CorrectEnergyDto,
  ),
  onMetering(
    'AcceptEstimate',
    'An estimate stands for a span that no register shows, until a reading replaces it.',
    AcceptEstimateDto,
  ),
  onMetering(
    'SetSpanAside',
    'A month may close although this span is open; it stays pending.',
    SetSpanAsideDto,
  ),
  onMetering(
    'DeclareAttemptEnd',
    'How an attempt ended, stated because its heater is gone.',
    DeclareAttemptEndDto,
  ),
];
