import { readFileSync } from 'node:fs';

const intervalMs = 5;

/** Returns the ids of a process and of all that it has started. */
function processTree(pid: number): number[] {
  const children = readText(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(processTree)];
}

/**
 * Returns the memory of a process and of all that it has started, in bytes; 0 where there is no /proc.
 * @param field `VmRSS` is what is used now, `VmHWM` is the peak of each process, whose sum is an upper bound
 */
export function memoryOfTree(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const kilobytes = processTree(pid).map((each) => {
    const [, value = '0'] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readText(`/proc/${each}/status`)) ?? [];
    return Number(value);
  });
  return kilobytes.reduce((sum, value) => sum + value, 0) * 1024;
}

/** Runs something, and returns the peak memory of a process and its children meanwhile, in bytes. */
export async function peakMemory(pid: number, run: () => Promise<unknown>): Promise<number> {
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, memoryOfTree(pid, 'VmHWM'));
  };
  const timer = setInterval(sample, intervalMs);
  try {
    await run();
    sample();
    return peak;
  } finally {
    clearInterval(timer);
  }
}

/** A process may end at any time, and has no files then. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
