import type { Measured, Report } from '../../../../../scripts/trials/bench/report/report.ts';

const mebibyte = 1024 ** 2;

/** Returns the measurements of a class in two rounds, in which the function takes 10 and 20 ms and the others take times as long. */
export function classResult(name: string, times: Readonly<Record<string, number>>): Measured['classes'][number] {
  const samples = Object.fromEntries(Object.entries(times).map(([of, factor]) => [of, [10 * factor, 20 * factor]]));
  const result = { name, title: `title of ${name}`, megapixels: 12, bytes: 3_600_000, cpus: 'one' } as const;
  return { ...result, samples: { function: [10, 20], ...samples } };
}

/** How many times as long as the function the others take, where every goal is met. */
export const beaten = {
  'sharp-s3': 2.5,
  sharp: 0.9,
  'pillow-resize-own': 2.5,
  'pillow-resize-webp': 2.5,
  'pillow-thumbnail-own': 1.5,
  'pillow-thumbnail-webp': 1.5,
};

/** A full benchmark in which every goal is met. */
export const exampleReport: Report = {
  measuredAt: '2026-11-26T19:00:00.000Z',
  isQuick: false,
  seconds: 600,
  machine: { cpu: 'Some CPU', cores: 2, node: '24.1.0', sharp: '0.35.5', pillow: '13.0.0', loadBefore: 0.1 },
  contestants: { function: 'the function', 'sharp-s3': 'sharp and the AWS SDK' },
  missing: [],
  measured: {
    classes: [
      ...['jpeg-12mp-420', 'progressive-12mp-420', 'png-12mp'].map((name) => classResult(name, beaten)),
      classResult('avif-2mp', { 'sharp-s3': 1, 'pillow-resize-own': 0.5 }),
    ],
    memory: ['jpeg-108mp-420', 'png-50mp', 'progressive-24mp-420', 'heic-12mp'].map((name) => ({
      name,
      title: `title of ${name}`,
      bytes: 3_600_000,
      functionBytes: 300 * mebibyte,
    })),
    flatness: { images: 10_000, every: 500, bytes: Array.from({ length: 20 }, () => 100 * mebibyte) },
    coldStart: { functionMs: [120, 130], sharpMs: [100, 110] },
    throughput: [{ environments: 1, imagesPerSecond: [15] }],
    body: [
      { checksum: 'CRC32', storeMs: [3], httpMs: [2], checksumMs: [0.5] },
      { checksum: 'SHA256', storeMs: [5], httpMs: [2], checksumMs: [2] },
    ],
    result: { offMs: [20, 20], onMs: [21, 21], offRequests: 3, onRequests: 4 },
    once: { photos: 100, sharpMs: [1000], pipelineMs: [1500] },
    packageBytes: 16_000_000,
  },
};
