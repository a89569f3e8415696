import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { root } from '../../../../scripts/cli/project-root.ts';

const program = path.join(root, 'test', 'support', 'render-stopped.ts');

describe('renderImage', () => {
  it('fails instead of rejecting when the process is stopped until there is no time left', async function () {
    // No signal stops a process there.
    if (process.platform === 'win32') this.skip();
    const wallMs = 3000;
    const child = fork(program, [String(wallMs)]);
    await once(child, 'message');

    const outcome = once(child, 'message');
    await delay(wallMs);
    child.kill('SIGCONT');

    expect((await outcome)[0]).to.equal('out-of-time');
  });
});
