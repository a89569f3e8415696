import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareFunction } from '../build/prepare-function.ts';
import { synthesize } from '../build/synthesize.ts';
import { root } from '../cli/project-root.ts';

/** `npm run synth`: builds the function where it is not current, and writes the Terraform configuration to `cdktf.out`, or with `--hcl` as HCL to `cdktf.out.hcl`. */
export async function main(args: string[]): Promise<number> {
  try {
    const { hcl } = parseArgs({ args, options: { hcl: { type: 'boolean', default: false } } }).values;
    const outputDirectory = join(root, hcl ? 'cdktf.out.hcl' : 'cdktf.out');
    if (process.env['FUNCTION_PACKAGE'] === undefined) await prepareFunction();
    for (const stack of await synthesize({ outputDirectory, hcl })) {
      console.log(`Wrote ${relative(root, join(stack, hcl ? 'cdk.tf' : 'cdk.tf.json'))}`);
    }
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
