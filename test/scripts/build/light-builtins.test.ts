import { expect } from 'chai';
import { build } from 'esbuild';
import { lightBuiltins } from '../../../scripts/build/light-builtins.ts';

/** Bundles a module, and returns its text and what it exports by default. */
async function bundle(contents: string): Promise<{ text: string; exported: unknown }> {
  const { outputFiles } = await build({
    stdin: { contents },
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins: [lightBuiltins],
    write: false,
  });
  const text = outputFiles[0]?.text ?? '';
  const module = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return { text, exported: module.default };
}

describe('lightBuiltins', () => {
  const http = process.getBuiltinModule('node:http');
  for (const [contents, expected] of [
    ["import { createServer } from 'node:http'; export default createServer;", http.createServer],
    ["import http from 'http'; export default http;", http],
    ["import * as http from 'http'; export default http.request;", http.request],
    ["const { request } = await import('node:http'); export default request;", http.request],
    ["const http = require('http'); export default http;", http],
    [
      "import { text } from 'node:stream/consumers'; export default text;",
      process.getBuiltinModule('node:stream/consumers').text,
    ],
  ] as const) {
    it(`needs no import for: ${contents}`, async () => {
      const { text, exported } = await bundle(contents);

      expect(exported).to.equal(expected);
      expect(text).not.to.match(/(?:\bfrom|\bimport) ?\(?["']/);
    });
  }

  it('reads only the exports that are used', async () => {
    const { text } = await bundle("import { createServer } from 'node:http'; export default createServer;");

    expect(text).to.contain('$module.createServer');
    expect(text).not.to.contain('$module.WebSocket');
  });
});
