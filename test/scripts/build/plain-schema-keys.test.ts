import * as unbundled from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { build } from 'esbuild';
import { plainSchemaKeys } from '../../../scripts/build/plain-schema-keys.ts';

/** Bundles a module, and returns its text and what it exports. */
async function bundle(contents: string): Promise<{ text: string; exported: Record<string, unknown> }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    plugins: [plainSchemaKeys],
  });
  const text = outputFiles[0]?.text ?? '';
  const module = { exports: {} };
  new Function('module', 'require', text)(module, process.getBuiltinModule);
  return { text, exported: module.exports };
}

/** Returns what a schema refers to, in place of the functions that return it. */
const resolved = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema, (_, value: unknown) => (typeof value === 'function' ? value() : value)));

describe('plainSchemaKeys', () => {
  it('leaves each used schema as it is', async () => {
    const { exported } = await bundle("export { GetObject$, NoSuchKey$, PutObject$ } from '@aws-sdk/client-s3';");
    const { GetObject$, NoSuchKey$, PutObject$ } = unbundled;
    expect(resolved(exported)).to.deep.equal(resolved({ GetObject$, NoSuchKey$, PutObject$ }));
  });

  it('lets esbuild leave out the schemas that are not used', async () => {
    const { text } = await bundle("export { GetObject$ } from '@aws-sdk/client-s3';");
    expect(text).to.match(/\bGetObjectRequest\$ = /);
    expect(text).not.to.match(/\b(?:LifecycleRule|PutObject|ListObjectsV2Request)\$ = /);
  });
});
