import { randomUUID } from 'node:crypto';
import { fillTemplate } from '../thumbnail/keys/fill-template.ts';
import type { ProbePlan } from './contract.ts';
import type { ProbePorts } from './ports.ts';
import { randomImage } from './random-image.ts';

type UploadPlan = Extract<ProbePlan, { kind: 'upload' }>;

const firstPauseMs = 250;
const maxPauseMs = 2000;

/**
 * Uploads an image, waits for all its thumbnails, removes it, and waits until they are gone. The image is removed also when no
 * thumbnail comes.
 *
 * @throws {Error} when a thumbnail does not come or go within `maxSeconds`, or when S3 refuses a call
 */
export async function probeUpload(
  { prefix, suffix, keyTemplates }: UploadPlan,
  ports: ProbePorts,
  maxSeconds: number,
): Promise<void> {
  const key = `${prefix}${randomUUID()}${suffix}`;
  const thumbnailKeys = keyTemplates.map((template) => fillTemplate(template, key));
  const end = ports.now() + maxSeconds * 1000;
  const etag = await ports.upload(key, randomImage());
  try {
    for (const thumbnail of thumbnailKeys) {
      await waitUntil(async () => {
        const found = await ports.sourceEtagOf(thumbnail);
        if (found === etag) return undefined;
        const expected = `expected it within ${maxSeconds} seconds of the upload, with the source-etag ${etag}`;
        return found === undefined
          ? `The thumbnail ${thumbnail} does not exist, ${expected}.`
          : `The thumbnail ${thumbnail} has the source-etag ${found}, ${expected}.`;
      });
    }
  } finally {
    await ports.remove(key);
  }
  for (const thumbnail of thumbnailKeys) {
    await waitUntil(async () =>
      (await ports.sourceEtagOf(thumbnail)) === undefined
        ? undefined
        : `The thumbnail ${thumbnail} still exists, expected it to go with its original within ${maxSeconds} seconds.`,
    );
  }

  /** @param problem resolves to undefined once there is none */
  async function waitUntil(problem: () => Promise<string | undefined>): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, maxPauseMs)) {
      const found = await problem();
      if (found === undefined) return;
      if (ports.now() >= end) throw new Error(found);
      await ports.sleep(pauseMs);
    }
  }
}
