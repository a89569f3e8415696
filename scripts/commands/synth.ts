import path from 'node:path';
import * as z from 'zod';
import { functionPackage, preparePackage } from '../build/prepare-package.ts';
import { synthesizeForDeployment } from '../build/synthesize-for-deployment.ts';
import { synthesizeModule } from '../build/synthesize-module.ts';
import { defineCommand } from '../cli/command.ts';
import { flag, value } from '../cli/options.ts';
import { UsageError } from '../cli/usage-error.ts';

export const command = defineCommand({
  summary: 'Write the Terraform configuration of every environment to cdktf.out/, as JSON; or a module of Terraform.',
  usage: ['npm run synth', 'npm run synth -- --module --out DIR'],
  description: `Builds the function first if it has changed. The \`cdktf\` CLI runs this command before it deploys.
With --module it writes a module for a repository of Terraform that you have already: see docs/module.md.`,
  options: {
    module: flag('write a module, whose variables take the place of infra/environments.ts'),
    out: value('DIR', 'the directory of the module', z.string().optional()),
  },
  async run({ module, out }) {
    if (module !== (out !== undefined)) throw new UsageError('--module and --out need each other');
    if (out === undefined) return synthesizeForDeployment({ hcl: false });
    await preparePackage();
    await synthesizeModule(path.resolve(out), functionPackage());
    for (const file of ['main.tf.json', 'README.md', 'thumbnail.zip']) console.log(`Wrote ${path.join(out, file)}`);
    return 0;
  },
});
