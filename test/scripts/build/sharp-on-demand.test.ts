import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { build } from 'esbuild';
import { sharpOnDemand } from '../../../scripts/build/sharp-on-demand.ts';

const sharp = path.resolve(import.meta.dirname, '../../../node_modules/sharp/dist');

/** Bundles a module as if it were in a directory, and returns what it exports. */
async function exportsOf(
  contents: string,
  { resolveDir = sharp, plugins = [sharpOnDemand] } = {},
): Promise<Record<string, unknown>> {
  const stdin = { contents, resolveDir };
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

  it('reads and compares versions as the package does', async () => {
    const contents = `
      import semver from 'semver';
      import { config } from '../package.json';
      export const coerced = [config.libvips, '>=8.18.7', '1.2.30'].map((version) => semver.coerce(version).version);
      export const compared = ['8.18.7', '8.18.6', '8.18.5', '8.20.0', '10.0.0', '8.18.10'].map((version) => semver.gte(version, '8.18.6'));
    `;
    expect(await exportsOf(contents)).to.deep.equal(await exportsOf(contents, { plugins: [] }));
  });

  it('finds that sharp supports each Node.js that the project supports', async () => {
    const supported = await exportsOf(
      `
        import semver from 'semver';
        import own from '../../../package.json';
        import { engines } from '../package.json';
        export const isSupported = semver.satisfies(semver.minVersion(own.engines.node).version, engines.node);
      `,
      { plugins: [] },
    );
    expect(supported).to.deep.equal({ isSupported: true });
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
        { resolveDir: directory },
      );
      expect(evaluated).to.deep.equal({ before: false, after: true });
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
