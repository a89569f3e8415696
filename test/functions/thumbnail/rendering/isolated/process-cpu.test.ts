import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { processCpuMs } from '../../../../../functions/thumbnail/rendering/isolated/process-cpu.ts';

describe('processCpuMs', () => {
  it('reads the CPU time that a process has used', function () {
    if (!existsSync('/proc/self/stat')) this.skip();
    const usedMs = () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    };
    const before = usedMs();
    const read = processCpuMs(process.pid);

    // Each of its two parts is rounded down to 10 milliseconds.
    expect(read).to.be.within(before - 20, usedMs());
  });

  it('knows nothing of a process that does not exist', () => {
    expect(processCpuMs(undefined)).to.equal(undefined);
  });
});
