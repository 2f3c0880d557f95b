import { EXIT } from './cli/exit-codes.js';
import { redacted } from './configuration/index.js';
import { runCommandLine } from './cli/program.js';

try {
  await runCommandLine(process.argv.slice(2));
} catch (fault) {
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`failed   ${redacted(text)}\n`);
  process.exitCode = EXIT.failed;
}
