import path from 'node:path';
import { expect } from 'chai';

import { readStack } from '../../../scripts/local-aws/index.ts';
import { resizeFunction } from '../../../scripts/trials/resize-function.ts';

import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { renamedStack } from './renamed-stack.ts';

const place = { accountId: '000000000000', endpoint: 'http://127.0.0.1' };

describe('resizeFunction', () => {
  it('changes the size of the function, whatever its resource is called, and nothing else', async () => {
    const original = await renamedStack();
    const directory = path.join(await temporaryDirectory(), 'stack');

    await resizeFunction(original, directory, {
      memoryMegabytes: 512,
      timeoutSeconds: 10,
      processes: 3,
      variables: { NODE_OPTIONS: '--import=hog.mjs' },
    });

    const [before, after] = [await readStack(original, place), await readStack(directory, place)];
    const [wanted] = before.functions;
    const environment = { ...wanted?.environment.variables, MAX_RENDER_SECONDS: '2', NODE_OPTIONS: '--import=hog.mjs' };
    expect(after.functions).to.deep.equal([
      {
        ...wanted,
        filename: after.functions[0]?.filename,
        memory_size: 512,
        timeout: 10,
        reserved_concurrent_executions: 3,
        environment: { variables: environment },
      },
    ]);
    expect({ ...after, directory: '', functions: [] }).to.deep.equal({ ...before, directory: '', functions: [] });
  });
});
