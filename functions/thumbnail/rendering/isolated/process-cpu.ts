import { readFileSync } from 'node:fs';

/** The unit of the file, which does not depend on the kernel's own. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const tickMs = 10;

/**
 * Reads the CPU time that a process has used, in all its threads, from Linux.
 *
 * @returns milliseconds; undefined on other systems, and when the process is gone
 */
export function processCpuMs(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program, in brackets, may hold anything.
    const [userTicks, systemTicks] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(userTicks) + Number(systemTicks)) * tickMs;
  } catch {
    return undefined;
  }
}
