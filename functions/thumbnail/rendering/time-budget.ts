import { Failure, Rejection } from '../errors.ts';
import type { RenderLimits } from './types.ts';

export interface TimeBudget {
  /**
   * The time that is left until rendering fails, as sharp takes it.
   *
   * @throws {Failure} when there is less than a second (`out-of-time`)
   */
  secondsLeft(): number;
  /** @throws {Rejection} when this process has used more CPU time than the image may take (`image-too-complex`) */
  checkCpu(): void;
}

/** Starts to count the time that this process takes for an image. */
export function startTimeBudget({ cpuMs, wallMs }: Pick<RenderLimits, 'cpuMs' | 'wallMs'>): TimeBudget {
  const end = performance.now() + wallMs;
  const cpuAtStart = process.cpuUsage();
  const usedCpuMs = () => {
    const { user, system } = process.cpuUsage(cpuAtStart);
    return (user + system) / 1000;
  };
  return {
    secondsLeft() {
      const seconds = Math.floor((end - performance.now()) / 1000);
      // sharp treats zero as no limit.
      if (seconds < 1) throw outOfTime(wallMs, usedCpuMs());
      return Math.min(seconds, maxSharpSeconds);
    },
    checkCpu() {
      if (usedCpuMs() > cpuMs) throw tooComplex(cpuMs);
    },
  };
}

/** https://sharp.pixelplumbing.com/api-output/#timeout */
const maxSharpSeconds = 3600;

/** The rejection of an image that takes more CPU time than it may. */
export function tooComplex(cpuMs: number): Rejection {
  const limit = `${cpuMs / 1000} seconds of CPU time`;
  const reason = `Rendering the image takes more than the ${limit} that it may. Raise timeoutSeconds to render such images.`;
  return new Rejection('image-too-complex', reason);
}

/** Returns the failure of a rendering that did not finish in time, which need not be the fault of the image. */
export function outOfTime(wallMs: number, usedCpuMs: number | undefined): Failure {
  const used = usedCpuMs === undefined ? '' : `, of which it could compute for ${(usedCpuMs / 1000).toFixed(1)}`;
  const reason = `Rendering was not finished after ${(wallMs / 1000).toFixed(1)} seconds${used}.`;
  return new Failure('out-of-time', `${reason} If this persists, raise timeoutSeconds or memoryMegabytes.`);
}
