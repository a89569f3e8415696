import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'chai';
import { root } from '../../../../scripts/cli/project-root.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('the runtime client', () => {
  it('exits when it reports an error and nobody reads its output', async () => {
    const LAMBDA_TASK_ROOT = await temporaryDirectory();
    const client = spawn(process.execPath, [path.join(root, 'scripts', 'local-aws', 'lambda', 'runtime-client.mjs')], {
      env: {
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
        // Nothing listens to this port, as after the local AWS was killed.
        AWS_LAMBDA_RUNTIME_API: '127.0.0.1:1',
        LAMBDA_TASK_ROOT,
        _HANDLER: 'missing.handler',
      },
    });
    client.stdout.destroy();
    client.stderr.destroy();
    try {
      const [status] = await once(client, 'exit', { signal: AbortSignal.timeout(50_000) });
      expect(status).to.equal(1);
    } finally {
      client.kill('SIGKILL');
    }
  });
});
