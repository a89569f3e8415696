// Makes thumbnails with sharp alone: `node sharp-worker.mjs memory` of a file's bytes, and keeps none; `node sharp-worker.mjs s3` of
// an object, and puts them beside the function's.
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { answerRequests } from './answer-requests.mjs';

const [mode] = process.argv.slice(2);
const variants = JSON.parse(process.env['SHARP_VARIANTS'] ?? '[]');
sharp.cache(false);

/**
 * @param {Uint8Array} image
 * @param {(name: string, body: Uint8Array) => Promise<unknown>} keep
 */
async function makeThumbnails(image, keep) {
  for (const { name, width, height, fit, format, quality, effort } of variants) {
    const scaled = sharp(image).autoOrient().resize({ width, height, fit });
    const thumbnail = scaled.toFormat(format, { quality, effort });
    await keep(name, await thumbnail.toBuffer());
  }
}

if (mode === 's3') {
  const { GetObjectCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({});
  await answerRequests(async ({ bucket, key }) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    await makeThumbnails((await Body?.transformToByteArray()) ?? new Uint8Array(), (name, body) => {
      return client.send(
        new PutObjectCommand({ Bucket: process.env['PROCESSED_BUCKET'], Key: `sharp/${name}/${key}`, Body: body }),
      );
    });
  });
} else {
  /** The latest file: reading it from the disk is not measured. */
  const latest = { file: '', bytes: new Uint8Array() };
  await answerRequests(async ({ file }) => {
    if (latest.file !== file) Object.assign(latest, { file, bytes: await readFile(file) });
    await makeThumbnails(latest.bytes, async () => {});
  });
}
