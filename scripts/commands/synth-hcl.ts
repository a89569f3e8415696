import { synthesizeForDeployment } from '../build/synthesize-for-deployment.ts';
import { defineCommand } from '../cli/command.ts';

export const command = defineCommand({
  summary: 'Write the Terraform configuration of every environment to cdktf.out.hcl/, as HCL for people to read.',
  usage: ['npm run synth:hcl'],
  description: 'Builds the function first if it has changed.',
  options: {},
  run: () => synthesizeForDeployment({ hcl: true }),
});
