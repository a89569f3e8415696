import { synthesizeForDeployment } from '../build/synthesize-for-deployment.ts';
import { defineCommand } from '../cli/command.ts';

export const command = defineCommand({
  summary: 'Write the Terraform configuration of every environment to cdktf.out/, as JSON.',
  usage: ['npm run synth'],
  description: 'Builds the function first if it has changed. The `cdktf` CLI runs this command before it deploys.',
  options: {},
  run: () => synthesizeForDeployment({ hcl: false }),
});
