import path from 'node:path';
import { expect } from 'chai';
import { command } from '../../../scripts/commands/contact-sheet.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('npm run contact-sheet', () => {
  it('says before it draws anything that the picture could not be written', async () => {
    const out = path.join(await temporaryDirectory(), 'missing', 'sheet.png');

    const { code, errors } = await runCaptured(command, ['--out', out, 'no such image']);

    expect(code).to.equal(2);
    expect(errors.split('\n')[0]).to.equal(
      `--out is ${JSON.stringify(out)}, expected a file in a directory that exists.`,
    );
  });
});
