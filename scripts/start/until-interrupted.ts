import { constants } from 'node:os';

/** Resolves at the first Ctrl-C or SIGTERM, with the exit code that says so; a second one ends the process at once. */
export function untilInterrupted(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const exitCode = 128 + constants.signals[signal];
      process.once(signal, () => {
        resolve(exitCode);
        process.once(signal, () => process.exit(exitCode));
      });
    }
  });
}
