import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ImageClass } from '../corpus/image-classes.ts';
import type { Contestant } from './contestant.ts';

const readByAll = new Set(['jpg', 'png', 'webp', 'gif', 'tif']);

/** They take seconds for a larger photo, and would take most of a benchmark's time. */
const maxMegapixels = 24;

/** Programs that make one thumbnail of one file and end. Their times include their start. */
export const commandPeers: readonly Contestant[] = [
  peer({
    name: 'djpeg',
    title: '`djpeg -scale 1/8`, decoding alone',
    install: 'apt-get install libjpeg-turbo-progs',
    accepts: ({ extension }) => extension === 'jpg',
    args: (file, output) => ['-scale', '1/8', '-outfile', output, file],
  }),
  peer({
    name: 'vipsthumbnail',
    title: '`vipsthumbnail`',
    install: 'apt-get install libvips-tools',
    args: (file, output) => ['--size', '200x200', '--smartcrop', 'centre', '-o', `${output}[Q=80]`, file],
  }),
  peer({
    name: 'convert',
    title: 'ImageMagick `convert`',
    install: 'apt-get install imagemagick',
    args: (file, output) => [
      // The JPEG decoder then scales, as sharp's does.
      ...['-define', 'jpeg:size=400x400', `${file}[0]`, '-auto-orient', '-thumbnail', '200x200^'],
      ...['-gravity', 'center', '-extent', '200x200', '-quality', '80', output],
    ],
  }),
  peer({
    name: 'gm',
    title: 'GraphicsMagick `gm convert`',
    install: 'apt-get install graphicsmagick',
    args: (file, output) => [
      ...['convert', '-size', '400x400', `${file}[0]`, '-auto-orient', '-thumbnail', '200x200^'],
      ...['-gravity', 'center', '-extent', '200x200', '-quality', '80', output],
    ],
  }),
];

function peer({
  args,
  accepts = ({ extension }: ImageClass) => readByAll.has(extension),
  ...rest
}: {
  name: string;
  title: string;
  install: string;
  accepts?: (image: ImageClass) => boolean;
  args: (file: string, output: string) => string[];
}): Contestant {
  return {
    ...rest,
    program: rest.name,
    accepts: (image) => image.megapixels <= maxMegapixels && accepts(image),
    async start(prefix, env) {
      const directory = await mkdtemp(path.join(tmpdir(), 'bench-'));
      const output = path.join(directory, rest.name === 'djpeg' ? 'thumbnail.ppm' : 'thumbnail.webp');
      return {
        run: ({ file }) => timeOf([...prefix, rest.name, ...args(file, output)], env),
        stop: () => rm(directory, { recursive: true }),
      };
    },
  };
}

async function timeOf([program = '', ...args]: readonly string[], env: Readonly<Record<string, string>>) {
  const start = performance.now();
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${code}.\n${errors}`);
  return performance.now() - start;
}
