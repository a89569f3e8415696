import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { testFiles } from '../../../scripts/testing/test-files.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('testFiles', () => {
  it('returns the trials before all other test files, and no other files', async () => {
    const directory = await temporaryDirectory();
    for (const file of [
      'a.test.ts',
      'deep/b.test.ts',
      'deep/support.ts',
      'scripts/trials/soak/soak.test.ts',
      'z.test.ts',
    ]) {
      await mkdir(path.dirname(path.join(directory, 'test', file)), { recursive: true });
      await writeFile(path.join(directory, 'test', file), '');
    }

    expect(await testFiles(directory)).to.deep.equal([
      'test/scripts/trials/soak/soak.test.ts',
      'test/a.test.ts',
      'test/deep/b.test.ts',
      'test/z.test.ts',
    ]);
  });
});
