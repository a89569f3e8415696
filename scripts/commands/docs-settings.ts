import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceBetweenMarkers } from '../build/replace-between-markers.ts';
import { settingsTable, settingsTableMarker } from '../build/settings-table.ts';
import { defineCommand } from '../cli/command.ts';
import { root } from '../cli/project-root.ts';

export const command = defineCommand({
  summary: 'Update the table of docs/settings.md from the schema of the settings and infra/settings/meanings.ts.',
  usage: ['npm run docs:settings'],
  options: {},
  async run() {
    const file = path.join(root, 'docs', 'settings.md');
    await writeFile(file, replaceBetweenMarkers(await readFile(file, 'utf8'), settingsTableMarker, settingsTable()));
    return 0;
  },
});
