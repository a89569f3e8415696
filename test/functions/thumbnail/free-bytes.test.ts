import { expect } from 'chai';
import { freeBytes } from '../../../functions/thumbnail/free-bytes.ts';

describe('freeBytes', () => {
  it('empties bytes that have memory of their own, where Node.js can free it', () => {
    const bytes = Buffer.alloc(100_000, 1);

    freeBytes(bytes);

    expect(bytes).to.have.length('transfer' in ArrayBuffer.prototype ? 0 : 100_000);
  });

  it('leaves bytes that share their memory', () => {
    const [short, whole] = [Buffer.from('short'), Buffer.alloc(100_000, 1)];

    freeBytes(short);
    freeBytes(whole.subarray(1));

    expect(`${short}`).to.equal('short');
    expect(whole).to.have.length(100_000);
  });
});
