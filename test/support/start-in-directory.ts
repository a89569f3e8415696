import { defineCommand } from '../../scripts/cli/command.ts';
import { runCommand } from '../../scripts/cli/run-command.ts';
import { command } from '../../scripts/commands/start.ts';
import { start } from '../../scripts/local-pipeline/start.ts';

/** Runs `npm start` with its data in the directory that is the first argument, so that tests leave the developer's alone. */
const [directory = '', ...args] = process.argv.slice(2);
const elsewhere = defineCommand({ ...command, run: (options, context) => start(options, context, directory) });
process.exit(await runCommand(elsewhere, args));
