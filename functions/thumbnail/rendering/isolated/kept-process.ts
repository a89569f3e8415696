import type { ChildProcess } from 'node:child_process';
import { processMemory } from './process-memory.ts';

let kept: { child: ChildProcess; program: string } | undefined;

/** Takes the process that is kept for the next image of a program. Returns undefined when none is kept. */
export function takeKeptProcess(program: string): ChildProcess | undefined {
  if (kept?.program !== program) return undefined;
  const { child } = kept;
  kept = undefined;
  child.removeAllListeners('exit');
  child.ref();
  child.channel?.ref();
  return child;
}

/**
 * Keeps a process for the next image, unless one is kept already, or it takes too much memory while it is idle. It
 * ends with this process, and does not keep it running.
 */
export function keepProcess(child: ChildProcess, program: string, maxBytes: number): void {
  for (const event of ['message', 'exit', 'error']) child.removeAllListeners(event);
  if (kept || (processMemory(child.pid, 'VmRSS') ?? 0) > maxBytes) {
    child.kill('SIGKILL');
    return;
  }
  kept = { child, program };
  child.once('exit', () => {
    kept = undefined;
  });
  child.unref();
  child.channel?.unref();
}
