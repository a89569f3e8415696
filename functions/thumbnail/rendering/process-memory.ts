import { readFileSync } from 'node:fs';

/**
 * Bytes that a process has resident now, or has had at the most, as Linux tells it; undefined elsewhere, and when the process is gone.
 * https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export function processMemory(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
