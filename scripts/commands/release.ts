import path from 'node:path';
import * as z from 'zod';
import { alteredFiles, writeRelease } from '../build/release-files.ts';
import { defineCommand } from '../cli/command.ts';
import { value } from '../cli/options.ts';
import { UsageError } from '../cli/usage-error.ts';

export const command = defineCommand({
  summary: 'Write the files of a release, or check those of one.',
  usage: ['npm run release -- --out DIR', 'npm run release -- --verify DIR'],
  description: `A release has the zips of both architectures with their bills of materials, the module of Terraform, the changes, and
SHA256SUMS. The workflow \`release\` publishes it for each tag: see docs/releases.md.`,
  options: {
    out: value('DIR', 'the directory to write it to', z.string().optional()),
    verify: value(
      'DIR',
      'the directory of a release whose bytes are compared with its SHA256SUMS',
      z.string().optional(),
    ),
  },
  exitCodes: { 0: 'written, or every byte as published', 1: 'a file differs' },
  async run({ out, verify }) {
    if ((out === undefined) === (verify === undefined)) throw new UsageError('expected either --out or --verify');
    if (out !== undefined) {
      await writeRelease(path.resolve(out));
      return 0;
    }
    const altered = await alteredFiles(path.resolve(verify ?? ''));
    for (const file of altered)
      console.error(`${file} is not what SHA256SUMS lists; expected the published bytes. Download it again.`);
    return altered.length === 0 ? 0 : 1;
  },
});
