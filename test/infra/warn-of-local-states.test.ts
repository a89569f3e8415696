import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ReadableStack } from '../../infra/readable-stack.ts';
import { App } from '../../infra/terraform.ts';
import { warnOfLocalStates } from '../../infra/warn-of-local-states.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

class Stack extends ReadableStack {
  constructor(app: App, bucket: string | undefined) {
    super(app, 'thumbnails-dev');
    const remoteState = bucket === undefined ? undefined : { bucket, region: 'eu-west-1' };
    this.addBackend({ remoteState, key: 'dev.tfstate', projectDirectory: '.' });
  }
}

describe('warnOfLocalStates', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
  });

  async function warningsWith(state: string | undefined, bucket?: string): Promise<string[]> {
    if (state !== undefined) await writeFile(join(directory, 'terraform.thumbnails-dev.tfstate'), state);
    const stack = new Stack(new App({ outdir: directory, stackTraces: false }), bucket);
    warnOfLocalStates(stack.node.root as App, directory);
    return stack.node.metadata.map(({ data }) => data);
  }
  const deployed = JSON.stringify({ version: 4, resources: [{ type: 'aws_s3_bucket' }] });

  it('warns of a state in a file that belongs in a bucket, and says what happens and what to do', async () => {
    const [warning, ...others] = await warningsWith(deployed, 'states');
    expect(warning)
      .to.match(/^terraform\.thumbnails-dev\.tfstate has resources, but the state belongs in the bucket states\./)
      .and.to.include('creates everything again: docs/deploying.md#move-a-state.');
    expect(others).to.deep.equal([]);
  });

  it('warns of a file that cannot be read, which may be the only record of what is deployed', async () => {
    for (const damaged of [deployed.slice(0, 20), '{"resources": 5}']) {
      const [warning] = await warningsWith(damaged, 'states');
      expect(warning).to.match(
        /^terraform\.thumbnails-dev\.tfstate cannot be read as a state, but the state belongs in/,
      );
    }
  });

  it('warns of a file of no stack, whose environment was renamed, unless it is of another program', async () => {
    await writeFile(join(directory, 'terraform.thumbnails-old.tfstate'), deployed);
    await writeFile(join(directory, 'terraform.bootstrap-main.tfstate'), deployed);
    const [warning, ...others] = await warningsWith(undefined);
    expect(warning).to.match(
      /^terraform\.thumbnails-old\.tfstate has resources, but infra\/environments\.ts describes no/,
    );
    expect(others).to.deep.equal([]);
  });

  const quiet: [situation: string, state: string | undefined, bucket: string | undefined][] = [
    ['the state belongs in the file', deployed, undefined],
    ['there is no file', undefined, 'states'],
    ['everything in the file was destroyed', JSON.stringify({ version: 4, resources: [] }), 'states'],
    ['the file is empty', '', 'states'],
  ];
  for (const [situation, state, bucket] of quiet) {
    it(`warns of nothing where ${situation}`, async () => {
      expect(await warningsWith(state, bucket)).to.deep.equal([]);
    });
  }
});
