import { expect } from 'chai';
import { freeBytes } from '../../../functions/thumbnail/free-bytes.ts';

describe('freeBytes', () => {
  it('gives back the memory of bytes that have it for themselves', () => {
    const before = process.memoryUsage().arrayBuffers;
    const bytes = Buffer.alloc(50_000_000, 1);

    freeBytes(bytes);

    expect(bytes).to.have.length(0);
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(25_000_000);
  });

  it('frees bytes once only', () => {
    const bytes = Buffer.alloc(100_000, 1);

    freeBytes(bytes);
    freeBytes(bytes);

    expect(bytes).to.have.length(0);
  });

  it('leaves bytes that share their memory', () => {
    const [short, whole] = [Buffer.from('short'), Buffer.alloc(100_000, 1)];

    freeBytes(short);
    freeBytes(whole.subarray(1));

    expect(`${short}`).to.equal('short');
    expect(whole).to.have.length(100_000);
  });
});
