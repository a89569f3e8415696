import { expect } from 'chai';
import { program } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/compiled-program.ts';
import { jpegAssembly } from '../../../../../../scripts/build/jpeg-assembly.ts';

describe('program', () => {
  it('is compiled from the sources', async () => {
    expect(program.sourceDigest, 'run npm run compile:jpeg').to.equal(await jpegAssembly.sourceDigest());
  });
});
