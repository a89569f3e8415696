import { constants } from 'node:os';

/** The reason of a command that ends early because its user wants it to. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`The command was interrupted by ${signal}.`);
    this.signal = signal;
  }

  /** The exit code that shells use for the signal: 130 for Ctrl-C. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}
