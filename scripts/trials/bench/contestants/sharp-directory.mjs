/**
 * The baseline of the benchmark: `node sharp-directory.mjs DIR PARALLELISM VARIANTS` makes the same thumbnails of a directory's photos
 * with sharp alone, in one process, and keeps none. VARIANTS is JSON.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const [directory = '.', parallelism = '1', variants = '[]'] = process.argv.slice(2);
const names = await readdir(directory);

async function work() {
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const photo = await readFile(path.join(directory, name));
    for (const { width, height, fit, format, quality, effort } of JSON.parse(variants)) {
      const scaled = sharp(photo).autoOrient().resize({ width, height, fit });
      await scaled.toFormat(format, { quality, effort }).toBuffer();
    }
  }
}

await Promise.all(Array.from({ length: Number(parallelism) }, work));
