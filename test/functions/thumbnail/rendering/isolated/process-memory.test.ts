import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { processMemory } from '../../../../../functions/thumbnail/rendering/isolated/process-memory.ts';

describe('processMemory', () => {
  it('reads the memory that a process has now, and had at its peak', function () {
    if (!existsSync('/proc/self/status')) this.skip();
    // Before the peak: what is allocated between the two is in the peak.
    const resident = processMemory(process.pid, 'VmRSS');

    expect(resident).to.be.within(20 * 1024 ** 2, processMemory(process.pid, 'VmHWM') ?? 0);
  });

  it('knows nothing of a process that does not exist', () => {
    expect(processMemory(undefined, 'VmRSS')).to.equal(undefined);
  });
});
