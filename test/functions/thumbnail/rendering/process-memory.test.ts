import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { processMemory } from '../../../../functions/thumbnail/rendering/process-memory.ts';

describe('processMemory', () => {
  it('tells what a process has, and what it has had at the most', function () {
    if (!existsSync('/proc/self/status')) this.skip();
    const peak = processMemory(process.pid, 'VmHWM');

    expect(processMemory(process.pid, 'VmRSS')).to.be.within(20 * 1024 ** 2, peak ?? 0);
  });

  it('tells nothing of a process that there is not', () => {
    expect(processMemory(undefined, 'VmRSS')).to.equal(undefined);
  });
});
