import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { root } from '../../../../../../scripts/cli/project-root.ts';

/** Formats that draw what a text says, or look elsewhere for what it names. */
const programs = ['CANVAS', 'CAPTION', 'DATA', 'GRADIENT', 'INLINE', 'PANGO'];

describe('policyFor', () => {
  it('keeps ImageMagick from everything but the format that it is loaded for', async () => {
    expect(await readBy('anything', ...programs, 'PNM')).to.include.members(['CANVAS', 'CAPTION', 'INLINE', 'PNM']);
    expect(await readBy('heic')).to.deep.equal([]);
  });
});

/** The names of ImageMagick's formats that give a picture of a text. */
async function readBy(...given: string[]): Promise<string[]> {
  const program = path.join(root, 'test', 'support', 'read-with-magick.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, ...given], { cwd: root });
  return JSON.parse(stdout) as string[];
}
