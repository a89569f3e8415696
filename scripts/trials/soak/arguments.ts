import { parseOptions } from '../../cli/parse-options.ts';
import { wholeNumber } from '../../cli/whole-number.ts';

export const usage = `Usage:
  npm run soak -- [--events N] [--seed N]
      Changes a source bucket on the local AWS at random, while S3 fails, processes die, and events come late, twice and out of
      order; and then looks whether every key has the thumbnails of what it holds, or its event is in the dead-letter queue, and
      whether all of them have once that queue was sent again.

  --events N   how many changes (default 10000, which takes some minutes)
  --seed N     another course of events (default: by the clock, and printed)
  --help       print this

Exit codes: 0 everything agrees, 1 something does not, 2 wrong usage, 130 interrupted.
`;

export type SoakArguments = { mode: 'help' } | { mode: 'soak'; events: number; seed: number };

/** @throws UsageError */
export function parseSoakArguments(args: readonly string[]): SoakArguments {
  const { help, events, seed } = parse(args);
  if (help) return { mode: 'help' };
  return {
    mode: 'soak',
    events: wholeNumber('--events', events ?? '10000', 1, 1_000_000),
    seed: wholeNumber('--seed', seed ?? String(Date.now() % 2 ** 31), 0, 2 ** 32 - 1),
  };
}

function parse(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    options: {
      events: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
      seed: { type: 'string' },
    },
  }).values;
}
