import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { build } from 'esbuild';
import { sharpOnDemand } from '../../../scripts/build/sharp-on-demand.ts';

const sharp = path.resolve(import.meta.dirname, '../../../node_modules/sharp/dist');

/** Bundles a module as if it were in a directory, and returns what it exports. */
async function exportsOf(contents: string, resolveDir = sharp): Promise<Record<string, unknown>> {
  const stdin = { contents, resolveDir };
  const plugins = [sharpOnDemand];
  const { outputFiles } = await build({ stdin, plugins, bundle: true, write: false, format: 'cjs', platform: 'node' });
  const module = { exports: {} };
  new Function('module', outputFiles[0]?.text ?? '')(module);
  return { ...module.exports };
}

describe('sharpOnDemand', () => {
  it('parses colours as the package does', async () => {
    const { rgb } = await exportsOf(`
      import colour from '@img/colour';
      export const rgb = colour('#ff8000').rgb().array();
    `);
    expect(rgb).to.deep.equal([255, 128, 0]);
  });

  it('compares versions as the package does', async () => {
    const found = await exportsOf(`
      import semver from 'semver';
      export const coerced = semver.coerce('>=8.18.7').version;
      export const compared = ['8.18.7', '8.18.5'].map((version) => semver.gte(version, '8.18.6'));
      export const matched = ['20.9.0', '20.8.0'].map((version) => semver.satisfies(version, '^18.17.0 || >=20.9.0'));
    `);
    expect(found).to.deep.equal({ coerced: '8.18.7', compared: [true, false], matched: [true, false] });
  });

  it('has each function of semver that sharp calls', async () => {
    const files = (await readdir(sharp)).filter((file) => file.endsWith('.mjs'));
    const sources = await Promise.all(files.map((file) => readFile(path.join(sharp, file), 'utf8')));
    const called = sources.join('').matchAll(/\bsemver\.(\w+)\(/g);
    const { names } = await exportsOf("import semver from 'semver'; export const names = Object.keys(semver);");
    expect([...new Set([...called].map(([, name]) => name))]).to.have.members(names as string[]);
  });

  it('evaluates the package of colours when the first colour is parsed', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'sharp-on-demand-'));
    try {
      const colours = path.join(directory, 'node_modules/@img/colour');
      await mkdir(colours, { recursive: true });
      await writeFile(path.join(colours, 'index.js'), 'globalThis.evaluated = true; module.exports = () => {};');
      const evaluated = await exportsOf(
        `
          import colour from '@img/colour';
          globalThis.evaluated = false;
          export const before = globalThis.evaluated;
          colour('teal');
          export const after = globalThis.evaluated;
          delete globalThis.evaluated;
        `,
        directory,
      );
      expect(evaluated).to.deep.equal({ before: false, after: true });
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
