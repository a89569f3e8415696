import { Settings } from '../../../../infra/settings.ts';
import { assumedWaitMs, lambdaDollars } from '../../../operations/estimate/estimate.ts';
import { prices } from '../../../operations/estimate/prices.ts';
import { lambdaGoalPerMillion } from '../../../operations/estimate/render-estimate.ts';
import { median, pairwiseRatios } from '../measure/statistics.ts';
import {
  atLeast,
  atMost,
  type Claim,
  type ClassResult,
  decidedByDecoder,
  notMeasured,
  ratioText,
  ratioTo,
} from './claim.ts';
import { cpuMsOf } from './cpu-ms.ts';
import { pillowClaims } from './pillow-claims.ts';
import type { Measured, Report } from './report.ts';

const mebibyte = 1024 ** 2;
/** The upload that stands for all others. */
const usualClass = 'jpeg-12mp-420';
/** The images whose memory is limited. */
const memoryLimited = ['jpeg-108mp-420', 'png-50mp', 'progressive-24mp-420', 'heic-12mp'];
const maxMemory = 512 * mebibyte;

/** Returns every goal of the project's speed and memory, with what a benchmark measured. */
export function claimsOf({ measured, isQuick, seconds, machine }: Report): Claim[] {
  const onOneCpu = measured.classes.filter(({ cpus }) => cpus === 'one');
  return [
    ...bodyClaims(measured.body),
    ...progressiveClaims(onOneCpu),
    ...pillowClaims(onOneCpu),
    ...sharpClaims(onOneCpu),
    atMost('A cold start, compared with a process that only imports sharp', 1.3, {
      ratio: median(pairwiseRatios(measured.coldStart.functionMs, measured.coldStart.sharpMs)),
    }),
    ...memoryLimited.map((name) => memoryClaim(measured.memory, name)),
    flatnessClaim(measured.flatness, isQuick),
    {
      claim: 'A result costs one request, and nothing when off',
      goal: '1 more request',
      measured: `${measured.result.onRequests} instead of ${measured.result.offRequests} requests, ${ratioText(median(pairwiseRatios(measured.result.onMs, measured.result.offMs)))} of the time`,
      isMet: measured.result.onRequests === measured.result.offRequests + 1,
    },
    atMost(`\`npm start -- --once\` over ${measured.once.photos} photos, compared with sharp alone`, 1.6, {
      ratio: median(pairwiseRatios(measured.once.pipelineMs, measured.once.sharpMs)),
    }),
    ...onOneCpu.filter(({ name }) => name === usualClass).map((usual) => costClaim(usual, machine.node)),
    durationClaim(isQuick, seconds),
  ];
}

function bodyClaims(body: Measured['body']): Claim[] {
  return body.map(({ checksum, storeMs, httpMs, checksumMs }) => {
    const isCheap = checksum === 'CRC32';
    const floors = httpMs.map((ms, index) => (isCheap ? ms * 1.5 : ms * 1.5 + (checksumMs[index] ?? 0)));
    const share = median(pairwiseRatios(storeMs, floors));
    const times = [storeMs, httpMs, checksumMs].map((ms) => median(ms).toFixed(1));
    return {
      claim: `A body of 3.6 MB with ${checksum}, compared with plain HTTP`,
      goal: `at most 1.5 × HTTP${isCheap ? '' : ' + the checksum'}`,
      measured: `${times[0]} ms; HTTP ${times[1]} ms, checksum ${times[2]} ms`,
      isMet: share <= 1,
    };
  });
}

function progressiveClaims(classes: readonly ClassResult[]): Claim[] {
  return classes
    .filter(({ name }) => name.startsWith('progressive') && !name.includes('-2mp'))
    .map((result) => atLeast(`${result.title}: sharp and the AWS SDK / the function`, 2, ratioTo(result, 'sharp-s3')));
}

function sharpClaims(classes: readonly ClassResult[]): Claim[] {
  const decided = classes
    .filter(({ name }) => decidedByDecoder.includes(name))
    .map((result) =>
      atMost(`${result.title}, compared with sharp and the AWS SDK`, 1.1, { ratio: 1 / ratioTo(result, 'sharp-s3') }),
    );
  const usual = classes
    .filter(({ name }) => name === usualClass)
    .map((result) =>
      atMost(`${result.title}, compared with sharp in memory`, 1.25, { ratio: 1 / ratioTo(result, 'sharp') }),
    );
  return [...usual, ...decided];
}

function memoryClaim(memory: Measured['memory'], name: string): Claim {
  const found = memory.find((it) => it.name === name);
  const goal = 'under 512 MiB';
  if (!found) return notMeasured(`Peak memory of ${name}`, goal);
  return {
    claim: `Peak memory of ${found.title}`,
    goal,
    measured: `${Math.ceil(found.functionBytes / mebibyte)} MiB`,
    isMet: found.functionBytes < maxMemory,
  };
}

/** The first tenth fills the caches. */
function flatnessClaim({ images, bytes }: Measured['flatness'], isQuick: boolean): Claim {
  const claim = 'Memory stays flat over 10,000 images';
  const goal = 'the last tenth at most 1.1 of the second';
  if (isQuick) return notMeasured(claim, goal);
  const tenth = (index: number) =>
    median(bytes.slice(Math.floor((bytes.length * index) / 10), Math.floor((bytes.length * (index + 1)) / 10)));
  const ratio = tenth(9) / tenth(1);
  const measured = `${Math.round(tenth(9) / mebibyte)} MiB after ${images} images, ${ratioText(ratio)}`;
  return { claim, goal, measured, isMet: ratio <= 1.1 };
}

/** The goal for Lambda's part of the costs, with the default memory. */
function costClaim(result: ClassResult, node: string): Claim {
  const { title } = result;
  const memoryMegabytes = Settings.shape.memoryMegabytes.parse(undefined);
  const cpuMs = cpuMsOf(result);
  const dollars = lambdaDollars(
    { imagesPerMonth: 1_000_000, memoryMegabytes, cpuMs, waitMs: assumedWaitMs },
    prices['eu-west-1'],
  );
  const total = dollars.compute + dollars.requests;
  return {
    claim: `Lambda's part of a million, ${title}, with ${Math.round(cpuMs)} ms of CPU on Node.js ${node} and ${assumedWaitMs} ms to wait for S3`,
    goal: `at most $${lambdaGoalPerMillion.toFixed(2)}`,
    measured: `$${total.toFixed(2)} with ${memoryMegabytes} MB`,
    isMet: total <= lambdaGoalPerMillion,
  };
}

function durationClaim(isQuick: boolean, seconds: number): Claim {
  const minutes = isQuick ? 3 : 20;
  return {
    claim: `The ${isQuick ? 'quick' : 'full'} benchmark ends in time`,
    goal: `${minutes} minutes`,
    measured: `${(seconds / 60).toFixed(1)} minutes`,
    isMet: seconds <= minutes * 60,
  };
}
