import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Command, defineCommand } from '../cli/command.ts';
import { root } from '../cli/project-root.ts';

export const command = defineCommand({
  summary: 'List all commands.',
  usage: ['npm run help'],
  options: {},
  async run() {
    const files = await readdir(path.join(root, 'scripts', 'commands'));
    const rows: [line: string, summary: string][] = [];
    for (const file of files) {
      const name = path.basename(file, '.ts');
      const { command: each }: { command: Command } = await import(`./${name}.ts`);
      rows.push([/^npm( run)? \S+/.exec(each.usage[0] ?? '')?.[0] ?? name, each.summary]);
    }
    const width = Math.max(...rows.map(([line]) => line.length));
    for (const [line, summary] of rows.sort()) process.stdout.write(`${line.padEnd(width)}  ${summary}\n`);
    process.stdout.write('\nEach explains itself with --help, such as: npm start -- --help\n');
    return 0;
  },
});
