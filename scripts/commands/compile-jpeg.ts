import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { jpegProgram } from '../build/jpeg-program.ts';
import { defineCommand } from '../cli/command.ts';
import { root } from '../cli/project-root.ts';

/** Is downloaded only here: with what it needs, it takes 100 MB, and the program seldom changes. */
const compiler = 'assemblyscript@0.28.20';

export const command = defineCommand({
  summary: 'Compile the program that drops coefficients of JPEGs, after a change of its AssemblyScript.',
  usage: ['npm run compile:jpeg'],
  options: {},
  async run(_, { signal }) {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'compile-jpeg-'));
    try {
      const binary = path.join(directory, 'program.wasm');
      const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--outFile', binary];
      const asc = ['exec', '--yes', `--package=${compiler}`, '--', 'asc', jpegProgram.entry, ...options];
      await promisify(execFile)('npm', asc, { cwd: directory, signal, shell: process.platform === 'win32' });
      const code = (await readFile(binary)).toString('base64');
      await writeFile(jpegProgram.compiled, sourceOf(code, await jpegProgram.sourceDigest()));
    } finally {
      await rm(directory, { recursive: true });
    }
    console.log(`Wrote ${path.relative(root, jpegProgram.compiled)}`);
    return 0;
  },
});

function sourceOf(code: string, sourceDigest: string): string {
  return `// Compiled from assembly/ by \`npm run compile:jpeg\`.
export const program = {
  /** The SHA-256 of the sources. */
  sourceDigest: '${sourceDigest}',
  code: '${code}',
};
`;
}
