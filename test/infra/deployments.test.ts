import { expect } from 'chai';
import { parseAccounts } from '../../infra/bootstrap/parse-accounts.ts';
import { deploymentsOf } from '../../infra/deployments.ts';
import { loadConfiguration } from '../../infra/load-configuration.ts';
import { exampleConfiguration } from '../../scripts/build/configuration-file.ts';
import { account, environments } from './bootstrap/applied.ts';

describe('deploymentsOf', () => {
  it('leaves out an environment that no account holds', async () => {
    const configuration = await loadConfiguration(exampleConfiguration);
    expect(deploymentsOf(configuration)).to.deep.equal([
      {
        name: 'prod',
        region: 'eu-west-1',
        planRole: 'arn:aws:iam::123456789012:role/bootstrap/thumbnails-plan',
        deployRole: 'arn:aws:iam::123456789012:role/bootstrap/thumbnails-prod-deploy',
      },
    ]);
  });

  it('keeps the order of the environments, whatever the order of accounts', () => {
    const [dev, prod] = [
      { ...account, environments: ['dev'] },
      { ...account, name: 'other', id: '210987654321', environments: ['prod'] },
    ];
    const deployments = deploymentsOf({ environments, accounts: parseAccounts([prod, dev], environments) });
    expect(deployments.map(({ name, region, planRole }) => [name, region, planRole.split(':')[4]])).to.deep.equal([
      ['dev', 'eu-west-1', '123456789012'],
      ['prod', 'eu-central-1', '210987654321'],
    ]);
  });
});
