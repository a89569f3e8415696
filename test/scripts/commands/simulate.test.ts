import { expect } from 'chai';
import { command } from '../../../scripts/commands/simulate.ts';
import { runCaptured } from '../../support/run-captured.ts';

const times = ['--invocation-ms', '100', '--cold-start-ms', '400'];

describe('npm run simulate', () => {
  it('says how long thumbnails take, and what is throttled', async () => {
    const { code, output } = await runCaptured(command, [
      '--rate',
      '100',
      '--minutes',
      '1',
      '--concurrency',
      '5',
      ...times,
    ]);

    expect(code).to.equal(0);
    expect(output).to.match(/^6,000 uploads, 100 a second for 1 minutes, 5 invocations at a time\n/);
    expect(output)
      .to.match(/ s {2}from upload to thumbnail, median\n/)
      .and.to.match(/[1-9]\d* {2}throttles in all/);
  });

  it('repeats failures with the same seed, and prints it', async () => {
    const args = ['--rate', '10', '--minutes', '1', '--failure-percent', '60', ...times];
    const [first, again, other] = [
      await runCaptured(command, [...args, '--seed', '1']),
      await runCaptured(command, [...args, '--seed', '1']),
      await runCaptured(command, [...args, '--seed', '2']),
    ];

    expect(first.output).to.equal(again.output);
    expect(first.output).to.contain('seed 1');
    expect(other.output.replace('seed 2', 'seed 1')).not.to.equal(first.output);
  });

  it('refuses more uploads than it can remember', async () => {
    const { code, errors } = await runCaptured(command, ['--rate', '10000', '--minutes', '1440', ...times]);

    expect(code).to.equal(2);
    expect(errors).to.contain('These are 864000000 uploads, expected 1 to 50000000.');
  });
});
