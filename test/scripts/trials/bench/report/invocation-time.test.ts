import { expect } from 'chai';
import { invocationTime } from '../../../../../scripts/trials/bench/report/invocation-time.ts';
import { exampleReport } from './example-report.ts';

/** A benchmark in which photos of these megabytes took these milliseconds. */
function measured(times: Readonly<Record<number, number>>) {
  const classes = Object.entries(times).map(([megabytes, ms]) => ({
    ...{ name: `jpeg-${megabytes}mp-420`, title: '', megapixels: 1, cpus: 'one' as const },
    bytes: Number(megabytes) * 1e6,
    samples: { function: [ms] },
  }));
  return { measured: { ...exampleReport.measured, classes } };
}

describe('invocationTime', () => {
  const report = measured({ 1: 20, 4: 50, 8: 80 });

  it('is the measured time of a measured size, and on the line between two', () => {
    expect([1, 2, 4, 6].map((megabytes) => invocationTime(report, megabytes * 1e6))).to.deep.equal([20, 30, 50, 65]);
  });

  it('continues the line beyond the measured sizes', () => {
    expect([0.5, 12].map((megabytes) => invocationTime(report, megabytes * 1e6))).to.deep.equal([15, 110]);
  });

  it('does not count the time in which the function waited, where it is known', () => {
    const { measured: all } = report;
    const waiting = { measured: { ...all, classes: all.classes.map((it) => ({ ...it, functionCpuMs: 7 })) } };

    expect(invocationTime(waiting, 4e6)).to.equal(7);
  });

  it('needs two sizes', () => {
    expect(() => invocationTime(measured({ 4: 50 }), 1e6)).to.throw('npm run bench');
  });
});
