import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { SettingsError } from '../../../infra/errors.ts';
import { checkConfiguration } from '../../../scripts/build/check-configuration.ts';
import { exampleConfiguration } from '../../../scripts/build/configuration-file.ts';
import { expectError } from '../../support/expect-error.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('checkConfiguration', () => {
  let directory: string;
  beforeEach(async () => {
    directory = path.join(await temporaryDirectory(), 'snapshot');
  });

  const check = (configuration: string, options = { update: false }) =>
    checkConfiguration({ configuration, directory }, options);
  const dev = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };
  const written = async (environments: object[], accounts: object[] = []) => {
    const file = path.join(await temporaryDirectory(), 'environments.ts');
    const [environmentsJson, accountsJson] = [JSON.stringify(environments), JSON.stringify(accounts)];
    await writeFile(
      file,
      `export const environments = ${environmentsJson};\nexport const accounts = ${accountsJson};\n`,
    );
    return file;
  };

  it('returns the environments, stacks and warnings, and keeps no snapshot unasked', async () => {
    const { warnings, ...checked } = await check(exampleConfiguration);
    expect(checked).to.deep.equal({
      environments: [
        { name: 'dev', region: 'eu-west-1', isDeployedByGithub: false },
        { name: 'prod', region: 'eu-west-1', isDeployedByGithub: true },
      ],
      stacks: ['thumbnails-dev', 'thumbnails-prod', 'bootstrap-main'],
      written: [],
      differences: [],
    });
    // Nobody is subscribed to the alarms.
    expect(warnings.map((warning) => warning.split(':')[0])).to.deep.equal(['thumbnails-dev', 'thumbnails-prod']);
    await expectMissing(directory);
  });

  it('names what is wrong with a setting', async () => {
    const { message } = await expectError(SettingsError, undefined, async () =>
      check(await written([{ ...dev, timeoutSeconds: 901 }])),
    );
    expect(message).to.include('environments[0].timeoutSeconds: got 901');
  });

  it('names the policy that a stack violates', async () => {
    const long = { ...dev, project: 'p'.repeat(36), sourceBucket: 'photos', processedBucket: 'thumbs' };
    const main = { name: 'main', id: '123456789012', region: 'eu-west-1', repository: 'o/r', environments: ['dev'] };
    const { message } = await expectError(Error, undefined, async () => check(await written([long], [main])));
    expect(message).to.match(/^The infrastructure violates a policy:\n {2}- bootstrap-main\/state\/bucket: /);
  });

  it('writes a snapshot when asked, and names each stack that differs later', async () => {
    const file = await written([dev]);
    const first = await check(file, { update: true });
    expect(first.written).to.deep.equal([path.join(directory, 'thumbnails-dev', 'cdk.tf')]);
    expect(await readFile(first.written[0] ?? '', 'utf8')).to.match(/^terraform \{/);
    expect(await check(file)).to.deep.include({ written: [], differences: [] });

    await mkdir(path.join(directory, 'thumbnails-gone'));
    const changed = await written([
      { ...dev, memoryMegabytes: 512 },
      { ...dev, name: 'prod' },
    ]);
    const { differences } = await check(changed);
    expect(differences).to.have.length(3);
    expect(differences[0]).to.match(/^thumbnails-dev: line \d+ was `.*`, is `.*`$/);
    expect(differences.slice(1)).to.deep.equal(['thumbnails-prod: new', 'thumbnails-gone: no longer synthesized']);
  });
});

async function expectMissing(directory: string): Promise<void> {
  const failed = await readFile(directory).catch((error: NodeJS.ErrnoException) => error.code);
  expect(failed).to.equal('ENOENT');
}
