import { stat } from 'node:fs/promises';
import { prepareBundle } from '../../build/prepare-bundle.ts';
import { functionPackage, preparePackage } from '../../build/prepare-package.ts';
import { UsageError } from '../../cli/usage-error.ts';
import { contestants } from './contestants/contestants.ts';
import { splitByInstalled } from './contestants/split-by-installed.ts';
import { corpusDirectory } from './corpus/corpus-directory.ts';
import { drawCorpus } from './corpus/draw-corpus.ts';
import { type ImageClass, imageClasses, largePng } from './corpus/image-classes.ts';
import { smallImages } from './corpus/small-images.ts';
import { efforts } from './efforts.ts';
import { measureBody } from './measure/measure-body.ts';
import { measureClasses, type StagedImage } from './measure/measure-classes.ts';
import { measureColdStart } from './measure/measure-cold-start.ts';
import { measureFlatness, measureMemory } from './measure/measure-memory.ts';
import { measureOnce } from './measure/measure-once.ts';
import { measureResult } from './measure/measure-result.ts';
import { measureThroughput } from './measure/measure-throughput.ts';
import type { Measured, Report } from './report/report.ts';
import { openStage, type Stage } from './stage.ts';

/** The parts of a benchmark, by the names of their measurements. */
export const parts = [
  'classes',
  'memory',
  'flatness',
  'coldStart',
  'throughput',
  'body',
  'result',
  'once',
  'packageBytes',
] as const satisfies readonly (keyof Measured)[];
export type Part = (typeof parts)[number];

export interface BenchOptions {
  isQuick: boolean;
  /** The parts to measure. */
  parts: ReadonlySet<Part>;
  /** Measures only classes whose name contains it. */
  classText: string;
  signal: AbortSignal;
  onProgress: (line: string) => void;
}

export interface Benched {
  measured: Partial<Measured>;
  missing: Report['missing'];
}

/** The class whose invocation stands for the usual upload, in what is not measured by class. */
const usualClass = 'jpeg-12mp-420';
const smallClass = 'jpeg-2mp-420';
/** The images that are measured on all CPUs as well. */
const onAllCpus = ['function', 'sharp', 'sharp-s3', 'pillow-resize-own', 'pillow-thumbnail-own'];

/**
 * Measures the built function beside what could be used instead, on this machine.
 * @throws {UsageError} when no class is chosen, or one that a part needs is not
 * @throws {Error} when a contestant fails
 */
export async function bench(options: BenchOptions): Promise<Benched> {
  const { isQuick, signal, onProgress } = options;
  const chosen = chooseClasses(options);
  await prepareBundle();
  const { installed, missing } = await splitByInstalled(contestants);
  const stage = await openStage();
  const measured: Partial<Measured> = {};
  try {
    const { images, notDrawn } = await stageImages(stage, chosen, options);
    const effort = efforts[isQuick ? 'quick' : 'full'];
    const env = stage.environment;
    const measure: { [Name in Part]: () => Promise<Measured[Name]> } = {
      classes: async () => {
        const all: Measured['classes'] = [];
        for (const cpus of effort.cpus) {
          // The other programs, and larger images, say nothing new there.
          const compared = cpus === 'one' ? installed : installed.filter(({ name }) => onAllCpus.includes(name));
          const ofSize = images.classes.filter(({ image }) => cpus === 'one' || image.megapixels <= 24);
          const onClass = (title: string) => onProgress(`${title}, ${cpus === 'one' ? 'one CPU' : 'all CPUs'}`);
          all.push(...(await measureClasses(compared, ofSize, { cpus, rounds: effort.rounds, env, signal, onClass })));
        }
        return all;
      },
      memory: () => {
        const hasPillow = installed.some(({ name }) => name.startsWith('pillow'));
        return measureMemory([...images.classes, ...images.memoryOnly], { env, hasPillow });
      },
      flatness: () => measureFlatness(images.small, effort.flatnessImages, env),
      coldStart: () => measureColdStart(effort.pairs, env),
      throughput: () =>
        measureThroughput(requestOf(images.classes, usualClass), { images: 20, rounds: effort.throughputRounds, env }),
      body: () => measureBody(stage, effort.bodyRounds),
      result: () =>
        measureResult(requestOf(images.classes, smallClass), {
          rounds: effort.pairs,
          env,
          requestCount: stage.requestCount,
        }),
      once: () => measureOnce({ photos: effort.photos, rounds: effort.onceRounds, variants: stage.variants }),
      packageBytes: async () => {
        await preparePackage();
        return (await stat(functionPackage())).size;
      },
    };
    for (const part of parts) {
      signal.throwIfAborted();
      if (!options.parts.has(part)) continue;
      onProgress(`Measuring ${part}`);
      Object.assign(measured, { [part]: await measure[part]() });
    }
    return { measured, missing: [...missing.map(({ title, install }) => ({ title, install })), ...notDrawn] };
  } finally {
    await stage.stop();
  }
}

/** @throws {UsageError} when there are none */
function chooseClasses({ isQuick, classText }: Pick<BenchOptions, 'isQuick' | 'classText'>): ImageClass[] {
  const possible = imageClasses.filter((image) => image.isQuick || !isQuick);
  const chosen = possible.filter(({ name }) => name.includes(classText));
  if (chosen.length > 0) return chosen;
  const names = possible.map(({ name }) => name).join(', ');
  throw new UsageError(`--class is ${JSON.stringify(classText)}, expected a part of one of ${names}.`);
}

async function stageImages(
  stage: Stage,
  chosen: readonly ImageClass[],
  { isQuick, classText, onProgress }: BenchOptions,
) {
  const directory = await corpusDirectory();
  const classes = isQuick || classText !== '' ? chosen : [...chosen, largePng];
  const corpus = await drawCorpus(directory, classes, ({ title }) => onProgress(`Drawing ${title}`));
  const staged: StagedImage[] = [];
  for (const image of corpus) {
    staged.push({ image: image.image, bytes: image.bytes, request: await stage.upload(image) });
  }
  const small = await Promise.all((await smallImages(directory)).map((image) => stage.upload(image)));
  const drawn = new Set(corpus.map(({ image }) => image));
  return {
    images: {
      classes: staged.filter(({ image }) => image !== largePng),
      memoryOnly: staged.filter(({ image }) => image === largePng),
      small,
    },
    notDrawn: classes
      .filter((image) => !drawn.has(image))
      .map(({ title }) => ({ title: `the class ${title}`, install: 'apt-get install libheif-examples' })),
  };
}

function requestOf(images: readonly StagedImage[], name: string) {
  const found = images.find(({ image }) => image.name === name);
  if (!found) throw new UsageError(`This part is measured with the class ${name}, which --class leaves out.`);
  return found.request;
}
