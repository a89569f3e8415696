import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type Expected, thumbnailsOf } from './agreement.ts';
import type { FaultyPipeline } from './faulty-pipeline.ts';

const keyOf = (index: number) => `reference-${index}`;

/** What becomes of each picture while nothing goes wrong. What this takes is removed again. */
export async function expectedOf(pictures: readonly Buffer[], pipeline: FaultyPipeline): Promise<Expected> {
  const { buckets, faults, s3 } = pipeline;
  const { objects, source } = buckets;
  faults.pause();
  for (const [index, Body] of pictures.entries()) {
    await s3.send(new PutObjectCommand({ Bucket: source, Key: keyOf(index), Body }));
  }
  await pipeline.settled();
  const made = await thumbnailsOf(buckets);
  const expected = pictures.flatMap((_, index) => {
    const etag = objects.head(source, keyOf(index))?.etag;
    return etag === undefined ? [] : [[etag, made.get(keyOf(index)) ?? new Map()] as const];
  });
  for (const index of pictures.keys()) objects.delete(source, keyOf(index));
  await pipeline.settled();
  faults.resume();
  return new Map(expected);
}
