import type { ChildProcess } from 'node:child_process';
import type { Failure, Rejection } from '../../errors.ts';
import { outOfTime, tooComplex } from '../time-budget.ts';
import type { RenderLimits } from '../types.ts';
import { processCpuMs } from './process-cpu.ts';
import { processMemory } from './process-memory.ts';

/** The resident memory of an isolated process before it renders, as measured: Node.js with sharp. */
const idleBytes = 80 * 1024 ** 2;

const checkMs = 20;

export interface Watchdog {
  /** Starts to count CPU time: starting the process is not part of the image's cost. */
  startCpuCount(): void;
  /** Why the process was killed; undefined when it was not. */
  verdict(): Rejection | Failure | undefined;
  stop(): void;
}

/**
 * Kills a process as soon as it exceeds the limits. On systems other than Linux only the wall time is known; Lambda is Linux.
 *
 * @param leftMs the wall time that is left for the image, after an earlier process may have taken some
 */
export function startWatchdog(
  child: ChildProcess,
  limits: RenderLimits,
  leftMs: number,
  tooLarge: () => Rejection,
): Watchdog {
  let verdict: Rejection | Failure | undefined;
  let cpuMsAtStart: number | undefined;
  const usedCpuMs = () => {
    const cpuMs = processCpuMs(child.pid);
    return cpuMs === undefined || cpuMsAtStart === undefined ? undefined : cpuMs - cpuMsAtStart;
  };
  const killFor = (reason: Rejection | Failure) => {
    verdict ??= reason;
    child.kill('SIGKILL');
  };
  const check = () => {
    if ((processMemory(child.pid, 'VmRSS') ?? 0) > idleBytes + limits.memoryBytes) killFor(tooLarge());
    if ((usedCpuMs() ?? 0) > limits.cpuMs) killFor(tooComplex(limits.cpuMs));
  };
  const monitor = setInterval(check, checkMs);
  const timer = setTimeout(() => {
    check();
    killFor(outOfTime(limits.wallMs, usedCpuMs()));
  }, leftMs);
  return {
    startCpuCount() {
      cpuMsAtStart = processCpuMs(child.pid);
    },
    verdict: () => verdict,
    stop() {
      clearTimeout(timer);
      clearInterval(monitor);
    },
  };
}
