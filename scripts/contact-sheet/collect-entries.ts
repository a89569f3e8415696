import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { untilAborted } from '../cli/until-aborted.ts';
import { listInputs } from '../local-pipeline/list-inputs.ts';
import type { LocalOutcome } from '../local-pipeline/local-outcome.ts';
import { type LocalPipeline, startLocalPipeline } from '../local-pipeline/local-pipeline.ts';
import { upload } from '../local-pipeline/upload.ts';
import type { Entry } from './entry.ts';

/** No picture is drawn larger. */
const maxSide = 400;

/**
 * Runs files and directories through the pipeline, and returns what becomes of each, by the order of their keys.
 *
 * @throws {UsageError} when a path cannot be used
 * @throws {Interruption} when it is interrupted
 */
export async function collectEntries(paths: readonly string[], signal: AbortSignal): Promise<Entry[]> {
  const { files } = await listInputs(paths);
  const outcomes: LocalOutcome[] = [];
  const directory = await mkdtemp(path.join(tmpdir(), 'contact-sheet-'));
  try {
    const pipeline = await startLocalPipeline({
      directory,
      keepEvents: false,
      port: 0,
      onOutcome: (outcome) => outcomes.push(outcome),
      onLine: () => {},
    });
    const { objects, sourceBucket } = pipeline;
    const uploads = upload(objects, sourceBucket, files, (outcome) => outcomes.push(outcome));
    await Promise.race([uploads.then(() => pipeline.drain()), untilAborted(signal)]);
    const entries: Entry[] = [];
    for (const { key, file } of files) {
      const outcome = outcomes.find((it) => it.key === key);
      if (outcome) entries.push(await entryOf(outcome, file, pipeline));
    }
    await pipeline.stop();
    return entries.sort((one, other) => one.key.localeCompare(other.key));
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function entryOf(
  outcome: LocalOutcome,
  file: string,
  { objects, processedBucket }: LocalPipeline,
): Promise<Entry> {
  const stored = outcome.result === 'created' ? outcome.thumbnails : [];
  const objectsOf = stored.flatMap(({ key }) => objects.get(processedBucket, key) ?? []);
  const thumbnails = await Promise.all(objectsOf.map(({ body }) => buffer(body)));
  return { key: outcome.key, source: await shownBySharp(file), thumbnails, outcome: lineOf(outcome) };
}

function lineOf(outcome: LocalOutcome): string {
  if ('code' in outcome) return `${outcome.result}: ${outcome.code}`;
  return outcome.result === 'created'
    ? outcome.thumbnails.map(({ width, height }) => `${width} x ${height}`).join(', ')
    : outcome.result;
}

async function shownBySharp(file: string): Promise<Uint8Array | undefined> {
  const picture = sharp(await readFile(file), { failOn: 'none' }).autoOrient();
  return picture
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer()
    .catch(() => undefined);
}
