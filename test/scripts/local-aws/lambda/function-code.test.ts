import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { zipSync } from 'fflate';
import { type FunctionCode, openFunctionCode } from '../../../../scripts/local-aws/lambda/function-code.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('openFunctionCode', () => {
  let directory: string;
  let code: FunctionCode;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    code = await openFunctionCode(path.join(directory, 'functions'), directory);
  });

  async function unpacked(content: string): Promise<string> {
    const zip = path.join(directory, 'code.zip');
    await writeFile(zip, zipSync({ 'index.mjs': Buffer.from(content) }));
    return code.unpack(zip);
  }
  const contentIn = (taskRoot: string) => readFile(path.join(taskRoot, 'index.mjs'), 'utf8');

  it('unpacks other code beside the last, which may still run', async () => {
    const [first, second] = [await unpacked('first'), await unpacked('second')];

    expect(await Promise.all([first, second].map(contentIn))).to.deep.equal(['first', 'second']);
  });

  it('keeps the code that runs when deployments fail', async () => {
    const running = await unpacked('first');
    const broken = path.join(directory, 'broken.zip');
    await writeFile(broken, 'no zip');
    for (const _ of [1, 2, 3]) await code.unpack(broken).catch(() => undefined);

    expect(await contentIn(running)).to.equal('first');
    expect(await contentIn(await unpacked('second'))).to.equal('second');
  });

  it('returns the same directory for the same code', async () => {
    expect(await unpacked('first')).to.equal(await unpacked('first'));
  });
});
