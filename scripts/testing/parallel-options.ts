import { availableParallelism } from 'node:os';

/** Mocha's options for many files. Many tests wait for processes, so one more job than there are cores keeps all cores busy. */
export const parallelOptions = ['--parallel', '--jobs', String(availableParallelism() + 1)];
