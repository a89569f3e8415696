import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { defineCommand } from '../cli/command.ts';
import { countOf } from '../cli/count-of.ts';
import { value } from '../cli/options.ts';
import { root } from '../cli/project-root.ts';
import { UsageError } from '../cli/usage-error.ts';
import { whereTyped } from '../cli/where-typed.ts';

const cardsInRow = 3;

export const command = defineCommand({
  summary: 'Draw images and their thumbnails side by side, to look at.',
  usage: ['npm run contact-sheet -- --out FILE PATH...'],
  description: `Runs the images through the pipeline of this machine. Each is shown as sharp alone reads it, then its thumbnails, and below
them its key and what became of it.`,
  options: { out: value('FILE', 'the PNG to write', z.string().optional()) },
  positionals: {
    placeholder: 'PATH...',
    description: 'files and directories of images',
    min: 1,
    max: Number.POSITIVE_INFINITY,
  },
  examples: { 'npm run contact-sheet -- --out sheet.png ~/Pictures': 'see what a directory becomes' },
  async run({ out }, { positionals, signal }) {
    if (out === undefined) throw new UsageError('--out is missing, expected the PNG to write, such as --out sheet.png');
    const directory = path.dirname(whereTyped(out));
    const isDirectory = (await stat(directory).catch(() => undefined))?.isDirectory() ?? false;
    if (!isDirectory)
      throw new UsageError(`--out is ${JSON.stringify(out)}, expected a file in a directory that exists.`);
    // The same fonts wherever it runs. libvips looks for them when it first draws a text.
    process.env['FONTCONFIG_FILE'] ??= path.join(root, 'functions/thumbnail/rendering/isolated/fonts/fonts.conf');
    const { collectEntries } = await import('../contact-sheet/collect-entries.ts');
    const { drawSheet } = await import('../contact-sheet/draw-sheet.ts');
    const entries = await collectEntries(positionals.map(whereTyped), signal);
    if (entries.length === 0) throw new UsageError('No image was found, expected at least one.');
    await writeFile(whereTyped(out), await drawSheet(entries, cardsInRow));
    process.stdout.write(`${countOf(entries.length, 'image is', 'images are')} drawn in ${out}.\n`);
    return 0;
  },
});
