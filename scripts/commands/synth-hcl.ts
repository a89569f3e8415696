import { synthesizeForDeployment } from '../build/synthesize-for-deployment.ts';
import { defineCommand } from '../cli/command.ts';

export const command = defineCommand({
  summary:
    'Write the Terraform configuration of every environment and of the bootstrap to cdktf.out.hcl/, as HCL for people to read.',
  usage: ['npm run synth:hcl'],
  description: `Builds the function first if it has changed. While infra/environments.ts has no account, the bootstrap is that of an
example.`,
  options: {},
  run: () => synthesizeForDeployment({ hcl: true }),
});
