import { relative } from 'node:path';
import { updateReviewedHcl } from '../build/reviewed-hcl.ts';
import { root } from '../cli/project-root.ts';

/** `npm run synth:update`: renews the copy of the HCL whose differences a reviewer sees. */
export async function main(): Promise<number> {
  try {
    for (const file of await updateReviewedHcl()) console.log(`Wrote ${relative(root, file)}`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
