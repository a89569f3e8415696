import { expect } from 'chai';
import { build } from 'esbuild';
import { lightHttp } from '../../../scripts/build/light-http.mjs';

describe('lightHttp', () => {
  const importedBy = async (contents: string): Promise<unknown> => {
    const { outputFiles } = await build({
      stdin: { contents },
      bundle: true,
      platform: 'node',
      format: 'esm',
      plugins: [lightHttp],
      write: false,
    });
    const code = outputFiles[0]?.text ?? '';
    expect(code).not.to.match(/(from|import) ?\(?"(node:)?http"/);
    const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    return module.default;
  };

  it('gives the module to every kind of import without an import', async () => {
    const http = process.getBuiltinModule('node:http');

    expect(await importedBy(`import { createServer } from 'node:http'; export default createServer;`)).to.equal(
      http.createServer,
    );
    expect(await importedBy(`import http from 'http'; export default http;`)).to.equal(http);
    expect(await importedBy(`const { request } = await import('node:http'); export default request;`)).to.equal(
      http.request,
    );
  });
});
