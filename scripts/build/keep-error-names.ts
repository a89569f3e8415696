import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Loader, Plugin } from 'esbuild';

const errorClass = /\bclass (\w+) extends \w*(?:Error|Exception) \{/g;

const loaders: Partial<Record<string, Loader>> = { '.js': 'js', '.mjs': 'js', '.ts': 'ts' };

/**
 * Keeps the names of classes of errors in a minified bundle. The `keepNames` of esbuild keeps those of all functions, and sets them
 * each time that a function is created, which the AWS SDK does hundreds of times in each call.
 */
export const keepErrorNames: Plugin = {
  name: 'keep-error-names',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:m?js|ts)$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const contents = source.replaceAll(errorClass, (opening, name) => {
        return `${opening} static { Object.defineProperty(this, 'name', { value: '${name}' }); }`;
      });
      return contents === source ? undefined : { contents, loader: loaders[path.extname(file)] ?? 'js' };
    });
  },
};
