import { readFileSync } from 'node:fs';

/**
 * Reads the memory of a process from Linux: what is resident now, or was at its peak.
 * https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 *
 * @returns bytes; undefined on other systems, and when the process is gone
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
