import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { SettingsError, SetupError } from '../../infra/errors.ts';
import { loadConfiguration } from '../../infra/load-configuration.ts';
import { exampleConfiguration } from '../../scripts/build/configuration-file.ts';
import { expectError } from '../support/expect-error.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

describe('loadConfiguration', () => {
  const written = async (content: string) => {
    const file = path.join(await temporaryDirectory(), 'environments.ts');
    await writeFile(file, content);
    return file;
  };

  it('reads the environments and accounts, with the defaults filled in', async () => {
    const { environments, accounts } = await loadConfiguration(exampleConfiguration);
    expect(environments.map(({ name, timeoutSeconds }) => [name, timeoutSeconds])).to.deep.equal([
      ['dev', 30],
      ['prod', 30],
    ]);
    expect(accounts.map(({ name, existingGithubProvider }) => [name, existingGithubProvider])).to.deep.equal([
      ['main', false],
    ]);
  });

  it('gives an environment the ID, state bucket, boundary and alarm key of its account', async () => {
    const [dev, prod] = (await loadConfiguration(exampleConfiguration)).environments;
    expect(dev).not.to.have.any.keys('account', 'remoteState', 'permissionsBoundary');
    expect(dev?.alarms).not.to.have.property('key');
    expect(prod).to.deep.include({
      account: '123456789012',
      remoteState: { bucket: 'tfstate-thumbnails-123456789012-eu-west-1', region: 'eu-west-1' },
      permissionsBoundary: 'arn:aws:iam::123456789012:policy/bootstrap/thumbnails-prod-boundary',
    });
    expect(prod?.alarms.key).to.equal('arn:aws:kms:eu-west-1:123456789012:alias/thumbnails-alarms');
  });

  it('prefers the state, boundary and key that an environment sets', async () => {
    const own = {
      remoteState: { bucket: 'states', region: 'us-east-1' },
      permissionsBoundary: 'arn:aws:iam::123456789012:policy/company',
      encryption: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd',
    };
    const environment = { project: 'thumbnails', name: 'dev', region: 'eu-west-1', ...own };
    const account = { name: 'main', id: '123456789012', region: 'eu-west-1', repository: 'o/r', environments: ['dev'] };
    const file = await written(
      `export const environments = [${JSON.stringify(environment)}];\nexport const accounts = [${JSON.stringify(account)}];`,
    );
    const [dev] = (await loadConfiguration(file)).environments;
    expect(dev).to.deep.include(own);
    expect(dev?.alarms).not.to.have.property('key');
  });

  it('takes a file that describes no accounts', async () => {
    const file = await written("export const environments = [{ project: 'a', name: 'b', region: 'eu-west-1' }];");
    expect(await loadConfiguration(file)).to.have.deep.property('accounts', []);
  });

  it('names what is wrong with a file that describes nothing', async () => {
    const file = await written('export {};');
    const { problems } = await expectError(SettingsError, undefined, () => loadConfiguration(file));
    expect(problems).to.have.length(1);
    expect(problems[0]).to.match(/^environments: got nothing, expected at least one environment/);
  });

  for (const [trouble, content] of [
    ['does not parse', 'export const environments = [{ name: "dev" ;'],
    ['throws', 'throw new Error("no such variable");'],
    ['imports what is not there', 'import "./gone.ts";'],
  ] as const) {
    it(`names a file that ${trouble}, and the reason`, async () => {
      const file = await written(content);
      const { message } = await expectError(SetupError, undefined, () => loadConfiguration(file));
      expect(message)
        .to.include(`${file} cannot be read: `)
        .and.to.match(/ERROR: Expected|no such variable|gone\.ts/);
      expect(message).to.match(/\nCorrect that file and run the command again\.$/);
    });
  }
});
