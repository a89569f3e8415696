import { parseOptions } from '../../cli/parse-options.ts';
import { wholeNumber } from '../../cli/whole-number.ts';

export const usage = `Usage:
  npm run fuzz -- [--inputs N] [--seed N] [--first N]
      Gives the function, as it is deployed, in processes of its own, images that are broken in every way: cut off, changed,
      with extremes in their headers, put together from several. Each has to have an outcome, soon, and within the memory.
      An input that does harm is kept in .fuzz/.

  --inputs N   how many (default 20000, which takes some minutes)
  --seed N     other inputs (default: by the clock, and printed)
  --first N    begin with the input of this number (default 0): with --inputs 1, to have one again that was printed
  --help       print this

Exit codes: 0 no input did harm, 1 one did, 2 wrong usage, 130 interrupted.
`;

export type FuzzArguments = { mode: 'help' } | { mode: 'fuzz'; inputs: number; seed: number; first: number };

/** @throws UsageError */
export function parseFuzzArguments(args: readonly string[]): FuzzArguments {
  const { help, inputs, seed, first } = parse(args);
  if (help) return { mode: 'help' };
  return {
    mode: 'fuzz',
    inputs: wholeNumber('--inputs', inputs ?? '20000', 1, 10_000_000),
    seed: wholeNumber('--seed', seed ?? String(Date.now() % 2 ** 31), 0, 2 ** 32 - 1),
    first: wholeNumber('--first', first ?? '0', 0, 10_000_000),
  };
}

function parse(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    options: {
      first: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
      inputs: { type: 'string' },
      seed: { type: 'string' },
    },
  }).values;
}
