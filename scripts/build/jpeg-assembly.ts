import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../cli/project-root.ts';

const jpeg = path.join(root, 'functions', 'thumbnail', 'rendering', 'formats', 'jpeg');
const sources = path.join(jpeg, 'assembly');

/** The program of WebAssembly that reads JPEGs. */
export const jpegAssembly = {
  entry: path.join(sources, 'index.ts'),
  compiled: path.join(jpeg, 'compiled-program.ts'),
  /** Is downloaded only to compile: with what it needs, it takes 100 MB, and the program seldom changes. */
  compiler: 'assemblyscript@0.28.20',
  options: ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'],
  /** Returns the SHA-256 of all that the program is compiled from, in hexadecimal. */
  async sourceDigest(): Promise<string> {
    const digest = createHash('sha256').update(JSON.stringify([jpegAssembly.compiler, jpegAssembly.options]));
    for (const name of (await readdir(sources)).sort()) {
      digest.update(name).update(await readFile(path.join(sources, name)));
    }
    return digest.digest('hex');
  },
};
