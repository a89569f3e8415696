import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { redeployOnEdit } from '../../../scripts/local-pipeline/redeploy-on-edit.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { waitUntil } from '../../support/wait-until.ts';

describe('redeployOnEdit', () => {
  let sources: string;
  let file: string;
  let stackDirectory: string;
  let printed: string[];
  let deployed: string[];
  let stop: () => Promise<void>;
  /** Replaces the next build. */
  let build: () => Promise<void>;
  const write = (template: string) => writeFile(path.join(stackDirectory, 'cdk.tf.json'), template);

  beforeEach(async () => {
    sources = await temporaryDirectory();
    stackDirectory = await temporaryDirectory();
    file = path.join(await temporaryDirectory(), 'environments.ts');
    await mkdir(path.join(sources, 'inner'));
    await writeFile(path.join(sources, 'inner', 'handler.ts'), 'first');
    await writeFile(file, 'first');
    await write('first');
    [printed, deployed] = [[], []];
    stop = redeployOnEdit({
      directories: [sources],
      file,
      stackDirectory,
      prepare: async () => {
        await build();
        return stackDirectory;
      },
      redeploy: async (directory) => void deployed.push(await directory),
      print: (line) => printed.push(line),
    });
  });
  afterEach(() => stop());

  it('redeploys once the code is edited, as editors do it', async () => {
    build = () => write('second');
    await writeFile(path.join(sources, 'inner', 'aside.ts'), 'second');
    await rename(path.join(sources, 'inner', 'aside.ts'), path.join(sources, 'inner', 'handler.ts'));

    await waitUntil(() => printed.length > 0);
    expect(printed[0]).to.match(/^Picked up the edit in \d+ ms: the next event runs the new code\.$/);
    expect(deployed).to.deep.equal([stackDirectory]);
  });

  it('redeploys once the settings are edited, and goes on after an edit that does not work', async () => {
    build = () => Promise.reject(new Error('environments[0] has no name'));
    await writeFile(file, 'broken');
    await waitUntil(() => printed.length > 0);
    expect(printed).to.deep.equal(['The edit does not work, so the earlier code goes on: environments[0] has no name']);

    build = () => write('second');
    await writeFile(file, 'second');
    await waitUntil(() => deployed.length > 0);
  });

  it('restarts nothing when a build changes nothing', async () => {
    let builds = 0;
    build = async () => void builds++;
    await writeFile(file, 'first');
    await waitUntil(() => builds > 0);
    await stop();

    expect([printed, deployed]).to.deep.equal([[], []]);
  });
});
