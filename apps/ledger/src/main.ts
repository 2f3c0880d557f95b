import { EXIT } from './cli/exit-codes.js';
import { runCommandLine } from './cli/program.js';

try {
  await runCommandLine(process.argv.slice(2));
} catch (fault) {
  process.stderr.write(
    `failed   ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
  );
  process.exitCode = EXIT.failed;
}
