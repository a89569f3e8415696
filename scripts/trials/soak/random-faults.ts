import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Faults } from '../../local-aws/index.ts';
import type { Random } from '../random.ts';
import { s3Faults } from './s3-faults.ts';

/** How often something happens: to the function's requests to S3, to its invocations, and to notifications. */
const probability = { s3: 0.1, outage: 0.0003, slow: 0.2, process: 0.03, late: 0.3, twice: 0.1 };
/** Longer than all attempts at an event take together. */
const outageMs = 4000;
/** What has to be waited for happens less often than the rest. */
const s3Kinds: (keyof typeof s3Faults)[] = [
  ...times(4, 'S3 answers 500'),
  ...times(4, 'S3 answers 503'),
  ...times(4, 'S3 does it, and the answer is lost'),
  ...times(4, 'a body ends too soon'),
  ...times(4, 'a byte of a body is another'),
  'S3 does not answer',
  'a body stalls',
];
const processFaults = {
  'a process is killed': (process: ChildProcess) => process.kill('SIGKILL'),
  'a process runs out of memory': (process: ChildProcess) => process.kill('SIGUSR2'),
  'a process hangs': (process: ChildProcess) => process.kill('SIGSTOP'),
};
const processKinds: (keyof typeof processFaults)[] = [
  ...times(12, 'a process is killed'),
  ...times(6, 'a process runs out of memory'),
  'a process hangs',
];
const mostLateMs = 400;
const mostSlowMs = 800;
/** Within the time that an invocation mostly takes. */
const mostIntoInvocationMs = 40;

export interface RandomFaults extends Faults {
  /** How often each kind has happened. */
  counts: ReadonlyMap<string, number>;
  /** Resolves when no notification is on its way. */
  delivered(): Promise<void>;
  /** Nothing goes wrong until `resume`. */
  pause(): void;
  resume(): void;
}

/** @param roleName whose requests to S3 go wrong: those of others are how the soak itself looks */
export function randomFaults(random: Random, roleName: string): RandomFaults {
  const counts = new Map<string, number>();
  const late = new Set<Promise<void>>();
  let paused = false;
  let outageEnds = 0;
  const happens = (how: number) => !paused && random.happens(how);
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
      paused = true;
    },
    resume() {
      paused = false;
    },
    s3: (handler) => (request, response) => {
      const isOfFunction = request.headers.authorization?.includes(`Credential=${roleName}/`);
      if (!isOfFunction) return handler(request, response);
      if (happens(probability.outage)) {
        count('S3 is out for four seconds');
        outageEnds = performance.now() + outageMs;
      }
      if (!paused && performance.now() < outageEnds) return s3Faults['S3 answers 503'](handler, request, response);
      const fault = happens(probability.s3) ? s3Faults[count(random.pick(s3Kinds))] : undefined;
      const answer = () => fault?.(handler, request, response) ?? handler(request, response);
      if (!happens(probability.slow)) return answer();
      count('S3 takes its time');
      // What is overtaken on its way, there or back, is what makes for races.
      const ms = random.below(mostSlowMs);
      // But what a process sent that was killed does not arrive after its event is tried again: in AWS that is a minute later.
      const isConnected = () => request.socket.readyState === 'open';
      if (random.happens(0.5)) return delay(ms).then(() => (isConnected() ? answer() : undefined));
      response.cork();
      setTimeout(() => response.uncork(), ms);
      return answer();
    },
    invocation(process) {
      if (!happens(probability.process)) return;
      const kind = count(random.pick(processKinds));
      setTimeout(() => processFaults[kind](process), random.below(mostIntoInvocationMs));
    },
    notification(deliver) {
      const again = happens(probability.twice);
      if (again) count('an event comes twice');
      for (const each of again ? [deliver, deliver] : [deliver]) {
        if (!happens(probability.late)) each();
        else {
          count('an event comes late');
          const carried = delay(random.below(mostLateMs))
            .then(each)
            .finally(() => late.delete(carried));
          late.add(carried);
        }
      }
    },
  };
}

function times<const Kind>(count: number, kind: Kind): Kind[] {
  return Array<Kind>(count).fill(kind);
}
