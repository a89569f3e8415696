import { expect } from 'chai';
import { command } from '../../../scripts/commands/bench.ts';
import { runCaptured } from '../../support/run-captured.ts';

describe('npm run bench', () => {
  it('names a part that does not exist, and those that do, and ends with 2', async () => {
    const { code, output, errors } = await runCaptured(command, ['--part', 'speed']);

    expect({ code, output }).to.deep.equal({ code: 2, output: '' });
    expect(errors).to.contain('--part is "speed", expected one of classes, memory, ');
  });

  it('names a class that does not exist before it measures anything', async () => {
    const { code, output, errors } = await runCaptured(command, ['--quick', '--class', '108mp']);

    expect({ code, output }).to.deep.equal({ code: 2, output: '' });
    expect(errors).to.contain('--class is "108mp", expected a part of one of jpeg-2mp-420, ');
  });
});
