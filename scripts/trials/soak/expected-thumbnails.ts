import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type ExpectedThumbnails, thumbnailsByKey } from './agreement.ts';
import type { FaultyPipeline } from './faulty-pipeline.ts';
import type { Picture } from './pictures.ts';
import { redriveUntilEmpty } from './redrive-until-empty.ts';

const keyOf = (index: number) => `reference-${index}`;

/**
 * Makes the thumbnails of each picture without faults, and returns them. Removes everything that it uploaded.
 *
 * @throws {Error} when an image gets no thumbnail, or another object gets one: nothing could be compared with that
 */
export async function expectedThumbnails(
  pictures: readonly Picture[],
  pipeline: FaultyPipeline,
): Promise<ExpectedThumbnails> {
  const { buckets, faults, s3 } = pipeline;
  const { objects, source } = buckets;
  faults.pause();
  for (const [index, { bytes }] of pictures.entries()) {
    await s3.send(new PutObjectCommand({ Bucket: source, Key: keyOf(index), Body: bytes }));
  }
  await pipeline.settled();
  // Even without faults, a busy machine may have let some run out of time.
  await redriveUntilEmpty(pipeline);
  const made = await thumbnailsByKey(buckets);
  const expected = pictures.map(({ isImage }, index) => {
    const thumbnails = made.get(keyOf(index)) ?? new Map();
    if (thumbnails.size > 0 !== isImage) {
      const expectation = isImage ? 'at least 1' : 'none';
      throw new Error(`Without faults, ${keyOf(index)} got ${thumbnails.size} thumbnails, expected ${expectation}.`);
    }
    return [objects.head(source, keyOf(index))?.etag ?? '', thumbnails] as const;
  });
  for (const index of pictures.keys()) objects.delete(source, keyOf(index));
  await pipeline.settled();
  faults.resume();
  return new Map(expected);
}
