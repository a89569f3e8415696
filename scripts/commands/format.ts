import { defineCommand } from '../cli/command.ts';
import { runTool } from '../cli/run-tool.ts';

export const command = defineCommand({
  summary: 'Format all files, and fix what the linter can fix.',
  usage: ['npm run format'],
  options: {},
  run: (_, { signal }) => runTool('@biomejs/biome/bin/biome', ['check', '--write', '.'], { signal }),
});
