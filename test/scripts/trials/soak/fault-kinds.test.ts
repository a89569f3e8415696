import { expect } from 'chai';
import { missingFaults } from '../../../../scripts/trials/soak/fault-kinds.ts';

const s3Kinds = [
  'S3 is down for four seconds',
  'S3 is slow',
  'S3 answers 500',
  'S3 answers 503',
  'S3 does it, but the answer is lost',
  'a body ends too soon',
  'a byte of a body is changed',
  'S3 does not answer',
  'a body stalls',
];
const otherKinds = [
  'an event arrives late',
  'an event arrives twice',
  'a process is killed',
  'a process runs out of memory',
  'a process hangs',
];
const happened = (kinds: string[]) => new Map(kinds.map((kind) => [kind, 1]));

describe('missingFaults', () => {
  it('returns every kind of S3 when none of its faults reached the function', () => {
    expect(missingFaults(happened(otherKinds), 10_000)).to.have.members(s3Kinds);
  });

  for (const kind of [...s3Kinds, ...otherKinds]) {
    it(`returns a single kind: ${kind}`, () => {
      const others = [...s3Kinds, ...otherKinds].filter((it) => it !== kind);
      expect(missingFaults(happened(others), 10_000)).to.deep.equal([kind]);
    });
  }

  it('returns no rare kind after few events', () => {
    expect(missingFaults(happened([]), 500)).not.to.include.members(['a process hangs']);
    expect(missingFaults(happened([]), 1)).to.deep.equal([]);
  });
});
