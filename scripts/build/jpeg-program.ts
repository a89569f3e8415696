import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../cli/project-root.ts';

const jpeg = path.join(root, 'functions', 'thumbnail', 'rendering', 'formats', 'jpeg');

/** A program in AssemblyScript, and the file that has it compiled. */
export const jpegProgram = {
  sources: path.join(jpeg, 'assembly'),
  entry: path.join(jpeg, 'assembly', 'index.ts'),
  compiled: path.join(jpeg, 'compiled-program.ts'),
  /** Returns the SHA-256 of the sources, in hexadecimal. */
  async sourceDigest(): Promise<string> {
    const digest = createHash('sha256');
    for (const name of (await readdir(jpegProgram.sources)).sort()) {
      digest.update(name).update(await readFile(path.join(jpegProgram.sources, name)));
    }
    return digest.digest('hex');
  },
};
