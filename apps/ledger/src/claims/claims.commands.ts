import { attestations, benchmarks } from '#domain/claims';
import { commandsOf } from '../commands/definition.js';
import { AttestTransitDto, PublishBenchmarkDto } from './claims.dto.js';

const onBenchmarks = commandsOf({
  decider: benchmarks,
  stream: () => 'benchmarks',
  context: () => Promise.resolve(undefined),
});

const onAttestations = commandsOf({
  decider: attestations,
  stream: (command) => `attestations-${command.contract}`,
  context: async (command, reads) => ({
    contractKnown: (await reads.clientOfContract(command.contract)) !== null,
  }),
});

export const CLAIM_COMMANDS = [
  onBenchmarks(
    'PublishBenchmark',
    'What the claims report compares with, from a day on: a price of computing or an efficiency of data centres.',
    PublishBenchmarkDto,
  ),
  onAttestations(
    'AttestTransit',
    'Attests of jobs that their data only passed through: no disk written, encrypted on the way.',
    AttestTransitDto,
  ),
];
