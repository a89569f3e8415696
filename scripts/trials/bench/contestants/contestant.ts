import type { ImageClass } from '../corpus/image-classes.ts';
import type { Worker } from './worker.ts';

/** Runs requests. It has no `pid` if it starts a process for each request. */
export type Runner = Pick<Worker, 'run' | 'stop'> & Partial<Pick<Worker, 'pid'>>;

/** A program that makes thumbnails. */
export interface Contestant {
  name: string;
  title: string;
  /** A name, which is looked up in `PATH`, or a path. */
  program: string;
  /** The command that installs it. */
  install: string;
  accepts(image: ImageClass): boolean;
  /** @param prefix the beginning of its command line, such as `taskset` and its arguments */
  start(prefix: readonly string[], env: Readonly<Record<string, string>>): Promise<Runner>;
}
