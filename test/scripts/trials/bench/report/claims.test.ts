import { expect } from 'chai';
import { claimsOf } from '../../../../../scripts/trials/bench/report/claims.ts';
import { type Measured, Report } from '../../../../../scripts/trials/bench/report/report.ts';
import { beaten, classResult, exampleReport } from './example-report.ts';

const mebibyte = 1024 ** 2;

/** The claims of the example's report with other measurements, by whether they are met. */
function claims(changes: Partial<Measured> = {}, rest: Partial<Report> = {}) {
  const all = claimsOf({ ...exampleReport, ...rest, measured: { ...exampleReport.measured, ...changes } });
  const those = (isMet: boolean | undefined) => all.filter((it) => it.isMet === isMet).map(({ claim }) => claim);
  return { all, met: those(true), notMet: those(false), notMeasured: those(undefined) };
}

describe('claimsOf', () => {
  it('meets every goal of a benchmark in which the function is ahead', () => {
    const { notMet, notMeasured, met } = claims();

    expect({ notMet, notMeasured }).to.deep.equal({ notMet: [], notMeasured: [] });
    expect(met).to.have.length.above(15);
  });

  it('shows a class in which one form of Pillow is ahead as not met', () => {
    const { classes } = exampleReport.measured;
    const behind = classResult('webp-2mp', {
      'pillow-resize-own': 1.5,
      'pillow-resize-webp': 1.5,
      'pillow-thumbnail-own': 0.99,
      'pillow-thumbnail-webp': 1.5,
    });

    const { notMet, all } = claims({ classes: [...classes, behind] });

    expect(notMet).to.deep.equal(['title of webp-2mp: Pillow / the function']);
    expect(all.find(({ claim }) => claim === notMet[0])?.measured).to.contain('thumbnail 0.99,');
  });

  it('divides times of the same round, so that a slow round counts for both', () => {
    const slow = classResult('jpeg-12mp-420', {});
    slow.samples = { function: [10, 1000, 10], sharp: [9, 900, 9], 'sharp-s3': [20, 2000, 20] };

    const { all } = claims({ classes: [slow] });

    const compared = all.find(({ claim }) => claim === 'title of jpeg-12mp-420, compared with sharp in memory');
    expect(compared).to.include({ measured: '1.11', isMet: true });
  });

  it('leaves the formats whose decoder decides out of the comparison with Pillow', () => {
    expect(claims().all.map(({ claim }) => claim)).not.to.include('title of avif-2mp: Pillow / the function');
  });

  it('says that Pillow was not compared where it is missing', () => {
    const classes = [classResult('jpeg-12mp-420', { sharp: 1, 'sharp-s3': 2 })];

    expect(claims({ classes }).notMeasured).to.deep.equal(['Pillow / the function, every class']);
  });

  it('limits the memory of each large image, and names the one that was not measured', () => {
    const [jpeg, ...others] = exampleReport.measured.memory;
    const { notMet, notMeasured } = claims({
      memory: [{ ...(jpeg ?? others[0]), functionBytes: 512 * mebibyte }, ...others.slice(0, 2)] as Measured['memory'],
    });

    expect(notMet).to.deep.equal(['Peak memory of title of jpeg-108mp-420']);
    expect(notMeasured).to.deep.equal(['Peak memory of heic-12mp']);
  });

  it('compares the memory after many images with that after the caches have filled', () => {
    const grows = Array.from({ length: 20 }, (_, index) => (100 + index) * mebibyte);

    const { notMet } = claims({ flatness: { images: 10_000, every: 500, bytes: grows } });

    expect(notMet).to.deep.equal(['Memory stays flat over 10,000 images']);
  });

  it('adds the time of a slow checksum to that of HTTP, but not that of CRC-32', () => {
    const { notMet } = claims({
      body: [
        { checksum: 'CRC32', storeMs: [3.1], httpMs: [2], checksumMs: [0.5] },
        { checksum: 'SHA256', storeMs: [5.1], httpMs: [2], checksumMs: [2] },
      ],
    });

    expect(notMet).to.deep.equal([
      'A body of 3.6 MB with CRC32, compared with plain HTTP',
      'A body of 3.6 MB with SHA256, compared with plain HTTP',
    ]);
  });

  it('counts the requests of a result', () => {
    const result = { offMs: [20], onMs: [21], offRequests: 4, onRequests: 4 };

    expect(claims({ result }).notMet).to.deep.equal(['A result costs one request, and nothing when off']);
  });

  it('prices the usual upload with the default memory', () => {
    const cost = (ms: number, cpu = {}) => {
      const usual = classResult('jpeg-12mp-420', beaten);
      const samples = { ...usual.samples, function: [ms, ms] };
      return claims({ classes: [{ ...usual, samples, ...cpu }] }).all.find(({ claim }) =>
        claim.startsWith("Lambda's part"),
      );
    };

    expect(cost(10)).to.include({ goal: 'at most $2.19', isMet: true });
    expect(cost(1000)?.isMet).to.equal(false);
    expect(cost(1000, { functionCpuMs: 10 })?.isMet).to.equal(true);
  });

  it('holds the benchmark itself to its time', () => {
    expect(claims({}, { seconds: 1201 }).notMet).to.deep.equal(['The full benchmark ends in time']);
  });
});

describe('Report', () => {
  it('refuses a benchmark in which a contestant measured nothing', () => {
    const classes = [{ ...classResult('jpeg-12mp-420', {}), samples: { function: [] } }];
    const measured = { ...exampleReport.measured, classes };

    expect(Report.safeParse(exampleReport).success).to.equal(true);
    expect(Report.safeParse({ ...exampleReport, measured }).success).to.equal(false);
    expect(Report.safeParse({ ...exampleReport, measured: { ...measured, classes: [] } }).success).to.equal(false);
  });
});
