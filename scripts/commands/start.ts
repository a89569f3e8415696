import path from 'node:path';
import * as z from 'zod';
import { defineCommand } from '../cli/command.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { root } from '../cli/project-root.ts';
import { start } from '../local-pipeline/start.ts';

export const command = defineCommand({
  summary: 'Run the pipeline on this machine, until Ctrl-C or once over some files.',
  usage: [
    'npm start -- [--port N] [--reset] [--json] [--inspect PORT]',
    'npm start -- --once --out DIR [--json] PATH...',
  ],
  description: `Without --once, the pipeline runs until Ctrl-C, keeps its data in .local/, and shows a console in the browser. An edit of the
function or of an environment's settings is picked up without a restart.
With --once, it makes the thumbnails of the given files and directories, and copies them to DIR.`,
  options: {
    port: value('N', 'listen on this port of 127.0.0.1 (default 4580)', wholeNumber(1, 65_535).optional()),
    reset: flag('empty .local/ first'),
    inspect: value(
      'PORT',
      'let a debugger attach to the function on this port, such as 9229',
      wholeNumber(1, 65_535).optional(),
    ),
    once: flag('stop when every image has its outcome'),
    out: value(
      'DIR',
      'the directory for thumbnails: DIR/<variant>/<path of the image>.<format>, unless thumbnailKeys is set',
      z.string().optional(),
    ),
    json: flag(
      'print one outcome a line as JSON, and nothing else, on standard output\n(npm prints lines of its own unless it is told not to: npm start --silent -- ...)',
    ),
  },
  positionals: {
    placeholder: 'PATH...',
    description: 'files and directories of images, for --once',
    min: 0,
    max: Number.POSITIVE_INFINITY,
  },
  examples: {
    'npm start': 'upload the sample photos, and wait for more',
    'npm start -- --once --out thumbnails ~/Pictures': 'make the thumbnails of a directory',
  },
  exitCodes: { 0: 'every image has its thumbnails', 1: 'an image was rejected or failed' },
  run: (options, context) => start(options, context, path.join(root, '.local')),
});
