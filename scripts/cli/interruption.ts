import { untilInterrupted } from './until-interrupted.ts';

/** For work that can end early. */
export interface Interruption {
  signal: AbortSignal;
  /** 0 until there is one. */
  exitCode: number;
}

/** Ctrl-C and the like, from now on. */
export function interruption(): Interruption {
  const stop = new AbortController();
  const state = { signal: stop.signal, exitCode: 0 };
  void untilInterrupted().then((exitCode) => {
    state.exitCode = exitCode;
    stop.abort();
  });
  return state;
}
