import * as unbundled from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { plainSchemaKeys } from '../../../scripts/build/plain-schema-keys.ts';
import { bundleWith } from '../../support/bundle-with.ts';

/** With minified syntax, esbuild leaves out what is not used. */
const bundle = (contents: string) => bundleWith(plainSchemaKeys, contents, true);

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
