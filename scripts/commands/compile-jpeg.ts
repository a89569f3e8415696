import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { jpegAssembly } from '../build/jpeg-assembly.ts';
import { defineCommand } from '../cli/command.ts';
import { root } from '../cli/project-root.ts';

export const command = defineCommand({
  summary: 'Compile the program that drops coefficients of JPEGs, after a change of its AssemblyScript.',
  usage: ['npm run compile:jpeg'],
  options: {},
  async run(_, { signal }) {
    const { compiler, options, entry, compiled } = jpegAssembly;
    const directory = await mkdtemp(path.join(os.tmpdir(), 'compile-jpeg-'));
    try {
      const binary = path.join(directory, 'program.wasm');
      const asc = ['exec', '--yes', `--package=${compiler}`, '--', 'asc', entry, ...options, '--outFile', binary];
      await promisify(execFile)('npm', asc, { cwd: directory, signal, shell: process.platform === 'win32' });
      const code = (await readFile(binary)).toString('base64');
      await writeFile(compiled, sourceOf(code, await jpegAssembly.sourceDigest()));
    } finally {
      await rm(directory, { recursive: true });
    }
    console.log(`Wrote ${path.relative(root, compiled)}`);
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
