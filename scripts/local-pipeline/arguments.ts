import { parseOptions } from '../cli/parse-options.ts';
import { UsageError } from '../cli/usage-error.ts';

export const usage = `Usage:
  npm start -- [--port N] [--reset]
      Runs the pipeline on this machine until Ctrl-C. What it stores is kept in .local/.
  npm start -- --once --out DIR [--json] PATH...
      Runs files and folders through the pipeline and copies their thumbnails to DIR.

  --port N    listen on this port of 127.0.0.1 (default 4580)
  --reset     empty .local/ first
  --once      stop when every image has its outcome
  --out DIR   where thumbnails go: DIR/<variant>/<path of the image>.<format>
  --json      print one outcome a line as JSON, and nothing else, on standard output
              (npm prints lines of its own unless it is told not to: npm start --silent -- ...)
  --help      print this

Exit codes: 0 every image has its thumbnails, 1 an image was rejected or failed, 2 wrong usage.
`;

export type StartArguments =
  | { mode: 'help' }
  | { mode: 'serve'; port: number; reset: boolean }
  | { mode: 'once'; out: string; json: boolean; paths: string[] };

/** @throws UsageError */
export function parseStartArguments(args: readonly string[]): StartArguments {
  const { values, positionals } = parse(args);
  if (values.help) return { mode: 'help' };

  if (!values.once) {
    if (positionals.length > 0) {
      throw new UsageError(
        `${positionals[0]} is for --once, which is not given. After npm start, options come behind two hyphens: npm start -- --once.`,
      );
    }
    if (values.out !== undefined || values.json)
      throw new UsageError('--out and --json are for --once, which is not given.');
    return { mode: 'serve', port: portOf(values.port), reset: values.reset };
  }
  if (values.reset) throw new UsageError('--reset is not for --once, which keeps nothing.');
  if (values.port !== undefined) throw new UsageError('--port is not for --once, which takes any free port.');
  if (!values.out) throw new UsageError('--once needs --out DIR, the folder that thumbnails go to.');
  if (positionals.length === 0) throw new UsageError('--once needs at least one file or folder.');
  return { mode: 'once', out: values.out, json: values.json, paths: positionals };
}

function parse(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      once: { type: 'boolean', default: false },
      out: { type: 'string' },
      port: { type: 'string' },
      reset: { type: 'boolean', default: false },
    },
  });
}

function portOf(text = '4580'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`--port is ${JSON.stringify(text)}, expected a number from 1 to 65535.`);
}
