import { relative } from 'node:path';
import { emitHcl, exampleSnapshot, writeSnapshot } from '../build/hcl-snapshot.ts';
import { defineCommand } from '../cli/command.ts';
import { root } from '../cli/project-root.ts';

export const command = defineCommand({
  summary: 'Update test/fixtures/hcl/, in which a reviewer sees what a change of infra/ changes in AWS.',
  usage: ['npm run synth:update'],
  options: {},
  async run() {
    const emitted = await emitHcl(exampleSnapshot.configuration);
    for (const file of await writeSnapshot(exampleSnapshot, emitted)) console.log(`Wrote ${relative(root, file)}`);
    return 0;
  },
});
