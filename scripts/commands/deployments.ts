import { deploymentsOf } from '../../infra/deployments.ts';
import { readConfiguration } from '../build/read-configuration.ts';
import { defineCommand } from '../cli/command.ts';

export const command = defineCommand({
  summary: 'Print the environments that GitHub Actions deploys, in their order, as JSON on one line.',
  usage: ['npm run deployments'],
  description: 'An environment that no account in infra/environments.ts holds is left out. The workflows read this.',
  options: {},
  async run() {
    console.log(JSON.stringify(deploymentsOf(await readConfiguration())));
    return 0;
  },
});
