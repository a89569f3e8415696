import { expect } from 'chai';
import { releaseBodyMemory, takeBodyMemory } from '../../../../functions/thumbnail/s3/body-memory.ts';

const [small, large] = [1024 ** 2, 33 * 1024 ** 2];

describe('takeBodyMemory', () => {
  afterEach(() => {
    // It frees what a test has left.
    takeBodyMemory(small);
  });

  it('returns the memory of the last large body again, as many bytes as are asked for', () => {
    const { buffer } = takeBodyMemory(large + 1000);
    releaseBodyMemory(Buffer.from(buffer));

    const next = takeBodyMemory(large);

    expect(next.buffer).to.equal(buffer);
    expect(next).to.have.length(large);
  });

  it('does not return memory that is still in use', () => {
    const first = takeBodyMemory(large);
    releaseBodyMemory(first);

    const buffers = [takeBodyMemory(large), takeBodyMemory(large)].map(({ buffer }) => buffer);

    expect(buffers[0]).to.equal(first.buffer);
    expect(buffers[1]).not.to.equal(first.buffer);
  });

  for (const [what, bytes] of [
    ['a small body', small],
    ['a larger one', 2 * large],
  ] as const) {
    it(`frees the memory of the last large body before ${what}`, () => {
      const last = takeBodyMemory(large);
      releaseBodyMemory(last);

      const next = takeBodyMemory(bytes);

      expect(last).to.have.length(0);
      expect(next).to.have.length(bytes);
    });
  }

  it('frees the memory of a body that was twice as large', () => {
    const last = takeBodyMemory(3 * large);
    releaseBodyMemory(last);
    takeBodyMemory(large);

    expect(last).to.have.length(0);
  });

  it('frees the memory of a small body at once', () => {
    const body = takeBodyMemory(small);
    releaseBodyMemory(body);

    expect(body).to.have.length(0);
  });
});
