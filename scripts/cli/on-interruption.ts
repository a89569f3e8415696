import { Interruption } from './interruption.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
const parentCheckMs = 200;

/** Called when nobody reads the output. Its listeners stay, since a write may fail after the command has ended. */
let onUnreadOutput: (() => void) | undefined;

/**
 * Calls back at the first Ctrl-C or SIGTERM, or when nobody reads the output any more, as after `| head`. A second signal ends
 * the process at once.
 *
 * @param parent the process id of the parent when the command was started
 * @returns a function that stops listening
 */
export function onInterruption(parent: number, interrupt: (reason: Interruption) => void): () => void {
  let isInterrupted = false;
  const interruptBy = (signal: NodeJS.Signals) => {
    const reason = new Interruption(signal);
    if (isInterrupted && signal !== 'SIGPIPE') process.exit(reason.exitCode);
    if (!isInterrupted) interrupt(reason);
    isInterrupted = true;
  };
  if (!onUnreadOutput) {
    for (const output of [process.stdout, process.stderr]) output.on('error', () => onUnreadOutput?.());
  }
  onUnreadOutput = () => interruptBy('SIGPIPE');
  for (const signal of signals) process.on(signal, interruptBy);
  const timer = process.env['npm_lifecycle_event'] === undefined ? undefined : watchParent(parent, interruptBy);
  return () => {
    onUnreadOutput = () => process.exit(new Interruption('SIGPIPE').exitCode);
    for (const signal of signals) process.off(signal, interruptBy);
    clearInterval(timer);
  };
}

/** npm passes a SIGTERM on to the shell in which it runs a command. Some shells end without passing it on. */
function watchParent(parent: number, interruptBy: (signal: NodeJS.Signals) => void): NodeJS.Timeout {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    interruptBy('SIGTERM');
  }, parentCheckMs);
  return timer.unref();
}
