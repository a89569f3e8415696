import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const constant = /^const (\w+) = ("[^"\\]*");$/gm;
const computedKey = /\[(\w+)\]:/g;

/**
 * Writes the keys of the AWS SDK's schemas as plain strings: `{ [_hE]: 400 }`, with `const _hE = "httpError"`, becomes
 * `{ "httpError": 400 }`. esbuild keeps an unused value with a computed key, because computing the key may have effects. So the bundle
 * would contain the schemas of all operations of S3.
 */
export const plainSchemaKeys: Plugin = {
  name: 'plain-schema-keys',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const strings = new Map([...source.matchAll(constant)].map(([, name, string]) => [name, string]));
      const plain = (key: string, name: string) => (strings.has(name) ? `${strings.get(name)}:` : key);
      return { contents: source.replaceAll(computedKey, plain), loader: 'js' };
    });
  },
};
