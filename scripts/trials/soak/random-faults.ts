import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { type Faults, readCredential } from '../../local-aws/index.ts';
import { createDeck } from '../deck.ts';
import { createRandom } from '../random.ts';
import { delayRequest } from './delay-request.ts';
import { outageSeconds, probability, processKinds, s3Kinds } from './fault-kinds.ts';
import { s3Faults } from './s3-faults.ts';

const processFaults = {
  'a process is killed': (process: ChildProcess) => process.kill('SIGKILL'),
  'a process runs out of memory': (process: ChildProcess) => process.kill('SIGUSR2'),
  'a process hangs': (process: ChildProcess) => process.kill('SIGSTOP'),
} satisfies Record<keyof typeof processKinds, (process: ChildProcess) => void>;
const maxLateMs = 400;
const maxSlowMs = 800;
/** Most invocations take longer, so the fault happens in their middle. */
const maxIntoInvocationMs = 40;

export interface RandomFaults extends Faults {
  /** How often each kind has happened. */
  counts: ReadonlyMap<string, number>;
  /** Resolves when no notification is still on its way. */
  delivered(): Promise<void>;
  /** Stops injecting faults until `resume`. */
  pause(): void;
  resume(): void;
}

/** @param ownAccessKeyId the soak's own access key: requests with it never fail, since they are how it looks at S3 */
export function createRandomFaults(seed: number, ownAccessKeyId: string): RandomFaults {
  // One sequence for each purpose: the order of requests depends on timing, but the n-th fault of a purpose does not.
  const [s3, process, notification] = [createRandom(seed), createRandom(seed + 1), createRandom(seed + 2)];
  const drawS3Fault = createDeck(createRandom(seed + 3), s3Kinds);
  const drawProcessFault = createDeck(createRandom(seed + 4), processKinds);
  const counts = new Map<string, number>();
  const late = new Set<Promise<void>>();
  let isPaused = false;
  let outageEnds = 0;
  const count = <Kind extends string>(kind: Kind) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return kind;
  };

  return {
    counts,
    async delivered() {
      while (late.size > 0) await Promise.all(late);
    },
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
    },
    s3: (handler) => (request, response) => {
      if (isPaused || readCredential(request.headers.authorization)?.accessKeyId === ownAccessKeyId) {
        return handler(request, response);
      }
      if (s3.happens(probability.outage)) {
        count('S3 is down for four seconds');
        outageEnds = performance.now() + outageSeconds * 1000;
      }
      if (performance.now() < outageEnds) return s3Faults['S3 answers 503'](handler, request, response);
      const fault = s3.happens(probability.s3) ? s3Faults[count(drawS3Fault())] : undefined;
      const answer = () => fault?.(handler, request, response) ?? handler(request, response);
      if (!s3.happens(probability.slow)) return answer();
      count('S3 is slow');
      // Requests and answers that overtake others cause races.
      const ms = s3.below(maxSlowMs);
      if (s3.happens(0.5)) return delayRequest(delay(ms), request, answer);
      response.cork();
      setTimeout(() => response.uncork(), ms);
      return answer();
    },
    invocation(child) {
      if (isPaused || !process.happens(probability.process)) return;
      const kind = count(drawProcessFault());
      setTimeout(() => processFaults[kind](child), process.below(maxIntoInvocationMs));
    },
    notification(deliver) {
      const isTwice = !isPaused && notification.happens(probability.twice);
      if (isTwice) count('an event arrives twice');
      for (const each of isTwice ? [deliver, deliver] : [deliver]) {
        if (isPaused || !notification.happens(probability.late)) each();
        else {
          count('an event arrives late');
          const carried = delay(notification.below(maxLateMs))
            .then(each)
            .finally(() => late.delete(carried));
          late.add(carried);
        }
      }
    },
  };
}
