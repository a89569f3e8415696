import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect } from 'chai';
import { root } from '../../../scripts/cli/project-root.ts';

const program = path.join(root, 'test', 'support', 'young-heap.ts');

describe('limitYoungHeap', () => {
  it('keeps the young generation from growing beyond 32 MB', () => {
    // V8 of Node.js 20 would stop there by itself.
    const args = ['--import=tsx', '--max-semi-space-size=64', program];

    const output = execFileSync(process.execPath, args, { encoding: 'utf8' });

    expect(Number(output)).to.equal(32);
  });
});
