import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { unitTests } from '../../../scripts/testing/unit-tests.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const files = {
  'src/pure.ts': `import type { Server } from 'node:http'; export const pure = (server?: Server) => server;`,
  'src/server.ts': `import { createServer } from 'node:http'; export const server = createServer();`,
  'src/through.ts': `export { server } from './server.ts';`,
  'test/pure.test.ts': `import { pure } from '../src/pure.ts'; pure();`,
  'test/deep/sdk.test.ts': `import { S3Client } from '@aws-sdk/client-s3'; new S3Client();`,
  'test/direct.test.ts': `import { spawn } from 'node:child_process'; spawn('true');`,
  'test/indirect.test.ts': `import { server } from '../src/through.ts'; server.close();`,
  'test/provider.test.ts': `import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket'; new S3Bucket();`,
  'test/support.ts': '',
};

describe('unitTests', () => {
  it('returns the test files that reach no process, server or synthesis by any import', async () => {
    const directory = await temporaryDirectory();
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(directory, file)), { recursive: true });
      await writeFile(path.join(directory, file), content);
    }

    expect(await unitTests(directory)).to.deep.equal(['test/deep/sdk.test.ts', 'test/pure.test.ts']);
  });
});
