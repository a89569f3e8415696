import { appendFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { alteredFiles } from '../../../scripts/build/release-files.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const hashOfA = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';

describe('alteredFiles', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    await writeFile(path.join(directory, 'thumbnail-arm64.zip'), 'a');
    await writeFile(path.join(directory, 'SHA256SUMS'), `${hashOfA}  thumbnail-arm64.zip\n`);
  });

  it('are none of a release with the listed bytes', async () => {
    expect(await alteredFiles(directory)).to.deep.equal([]);
  });

  it('are those with other bytes, those that are missing, and those that are not listed', async () => {
    await writeFile(path.join(directory, 'extra.zip'), 'b');
    expect(await alteredFiles(directory)).to.deep.equal(['extra.zip']);
    await appendFile(path.join(directory, 'thumbnail-arm64.zip'), 'x');
    expect(await alteredFiles(directory)).to.have.members(['extra.zip', 'thumbnail-arm64.zip']);
    await rm(path.join(directory, 'thumbnail-arm64.zip'));
    expect(await alteredFiles(directory)).to.have.members(['extra.zip', 'thumbnail-arm64.zip']);
  });
});
