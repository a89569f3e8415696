import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { loadConfiguration } from '../../infra/load-configuration.ts';
import { parseEnvironments } from '../../infra/parse-environments.ts';
import { exampleConfiguration } from '../../scripts/build/configuration-file.ts';
import { root } from '../../scripts/cli/project-root.ts';
import { writeBootstrap } from '../infra/bootstrap/applied.ts';
import { synthesized } from '../infra/synthesized.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** The environments that the project comes with, as far as they decide what is created. */
const dev = {
  project: 'thumbnails',
  name: 'dev',
  region: 'eu-west-1',
  results: true,
  uploads: { corsOrigins: ['http://127.0.0.1:8080'] },
};
const prod = { project: 'thumbnails', name: 'prod', region: 'eu-west-1' };

describe('docs/deploying.md', () => {
  const guide = readFileSync(path.join(root, 'docs', 'deploying.md'), 'utf8');

  it('says how many resources the bootstrap creates', async () => {
    const stack = writeBootstrap(await temporaryDirectory(), {}, parseEnvironments([dev, prod]));
    const { resource } = JSON.parse(readFileSync(path.join(stack, 'cdk.tf.json'), 'utf8'));

    expect(guide).to.include(`Resources: ${count(resource)} added`);
  });

  it('says how many resources the first deployment of dev creates', async () => {
    const { environments } = await loadConfiguration(exampleConfiguration);
    const { account, permissionsBoundary, alarms } = environments.find(({ name }) => name === 'prod') ?? {};
    const { resource } = await synthesized({ ...dev, account, permissionsBoundary, alarms });

    expect(guide).to.include(`Plan for dev: ${count(resource)} created`);
  });
});

function count(resource: Record<string, object>): number {
  return Object.values(resource).reduce((sum, blocks) => sum + Object.keys(blocks).length, 0);
}
