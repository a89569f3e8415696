import type { Deadline } from '../../functions/thumbnail/deadline.ts';

/** A signal that never aborts. */
export const noSignal = new AbortController().signal;

/** The deadline of an invocation that has just begun, and never gets older. */
export const plentyOfTime: Deadline = { leftMs: () => 29_000, signal: noSignal };
