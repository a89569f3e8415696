import { expect } from 'chai';
import { sourceProblem } from '../../../functions/thumbnail/source-problem.ts';

const mebibyte = 1024 ** 2;
const limit = 100 * mebibyte;
const keys = ['k'.repeat(100)];

describe('sourceProblem', () => {
  it('finds none in an object whose size and keys are exactly at the limits', () => {
    expect(sourceProblem({ size: limit, keys: ['k'.repeat(1024)] }, limit)).to.equal(undefined);
  });

  for (const [size, stated] of [
    [2 * limit, '200 MiB'],
    [limit + 1, '100.1 MiB'],
  ] as const) {
    it(`states a size of ${size} bytes as ${stated}, and the limit`, () => {
      const problem = sourceProblem({ size, keys }, limit);

      expect(problem).to.have.property('code', 'object-too-large');
      expect(problem?.message).to.contain(`The file is ${stated} (limit 100 MiB)`);
    });
  }

  it('states small sizes in bytes', () => {
    expect(sourceProblem({ size: 21, keys }, 20)?.message).to.contain('The file is 21 bytes (limit 20 bytes)');
  });

  it('rejects an empty object', () => {
    expect(sourceProblem({ size: 0, keys }, limit)).to.have.property('code', 'empty-object');
  });

  it('rejects an object whose thumbnails would have too long keys for S3', () => {
    expect(sourceProblem({ size: 1, keys: ['k', 'é'.repeat(513)] }, limit)).to.have.property('code', 'key-too-long');
  });

  it('rejects an object whose thumbnails would mark directories', () => {
    expect(sourceProblem({ size: 1, keys: ['small/a.webp', 'large/a/'] }, limit)).to.have.property(
      'code',
      'unusable-key',
    );
  });
});
