import { relative } from 'node:path';
import { emitStacks, exampleSnapshot, writeSnapshot } from '../build/hcl-snapshot.ts';
import { root } from '../cli/project-root.ts';

/** `npm run synth:update`: renews the copy of the HCL whose differences a reviewer sees. */
export async function main(): Promise<number> {
  try {
    const emitted = await emitStacks(exampleSnapshot.configuration, { hcl: true });
    for (const file of await writeSnapshot(exampleSnapshot, emitted)) console.log(`Wrote ${relative(root, file)}`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
