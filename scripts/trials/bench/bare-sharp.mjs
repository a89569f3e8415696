/**
 * What the pipeline is measured against: `node bare-sharp.mjs FOLDER PARALLELISM` makes the same thumbnails of a folder's
 * photos with sharp alone, in one process, and keeps none.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const [folder = '.', parallelism = '1'] = process.argv.slice(2);
const names = await readdir(folder);

async function work() {
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const photo = await readFile(path.join(folder, name));
    await sharp(photo).autoOrient().resize(200, 200).webp({ quality: 80 }).toBuffer();
  }
}

await Promise.all(Array.from({ length: Number(parallelism) }, work));
