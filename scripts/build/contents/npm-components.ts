import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Component } from './component.ts';

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** https://esbuild.github.io/api/#metafile */
const Metafile = z.object({ inputs: z.record(z.string(), z.unknown()) });

/** Returns the directories of the npm packages that a bundle contains code of, relative to the project. */
export function bundledPackages(metafile: unknown): string[] {
  const inputs = Object.keys(Metafile.parse(metafile).inputs);
  const directories = inputs.map((input) => /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  return [...new Set(directories.filter((directory) => directory !== undefined))].sort();
}

/** Returns the component that an npm package is. @throws {Error} when its directory has no package.json */
export async function npmComponent(directory: string): Promise<Component> {
  const { name, version, license } = Manifest.parse(
    JSON.parse(await readFile(path.join(directory, 'package.json'), 'utf8')),
  );
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { name, version, purl, ...(license === undefined ? {} : { license }) };
}
