import { main } from '../../scripts/commands/start.ts';

/** `npm start` with what it stores in the directory that is its first argument, so that tests leave the developer's alone. */
const [directory, ...args] = process.argv.slice(2);
process.exitCode = await main(args, directory);
