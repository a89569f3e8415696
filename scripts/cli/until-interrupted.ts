import { constants } from 'node:os';

const parentCheckMs = 200;

/**
 * Resolves at the first Ctrl-C or SIGTERM, or when nobody reads the output any more, as after `| head`, with the exit code that
 * says so; a second signal ends the process at once.
 */
export function untilInterrupted(): Promise<number> {
  return new Promise((resolve) => {
    process.stdout.on('error', () => resolve(128 + constants.signals.SIGPIPE));
    if (process.env['npm_lifecycle_event'] !== undefined) {
      // npm passes a SIGTERM on to the shell that it runs the command in, and the shell ends without passing it on.
      const parent = process.ppid;
      const check = () => process.ppid !== parent && resolve(128 + constants.signals.SIGTERM);
      setInterval(check, parentCheckMs).unref();
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const exitCode = 128 + constants.signals[signal];
      process.once(signal, () => {
        resolve(exitCode);
        process.once(signal, () => process.exit(exitCode));
      });
    }
  });
}
