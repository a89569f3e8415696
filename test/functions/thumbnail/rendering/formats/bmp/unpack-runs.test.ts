import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { unpackRuns } from '../../../../../../functions/thumbnail/rendering/formats/bmp/unpack-runs.ts';
import { expectError } from '../../../../../support/expect-error.ts';

const size = { width: 5, height: 2 };
const unpacked = (data: number[], bits = 8) => [...unpackRuns(Buffer.from(data), bits, size, 8)];

describe('unpackRuns', () => {
  it('unpacks runs and single indexes of 8 bits', () => {
    expect(unpacked([3, 7, 2, 8, 0, 0, 0, 5, 1, 2, 3, 4, 5, 0, 0, 1])).to.deep.equal([
      ...[7, 7, 7, 8, 8, 0, 0, 0],
      ...[1, 2, 3, 4, 5, 0, 0, 0],
    ]);
  });

  it('unpacks runs and single indexes of 4 bits', () => {
    expect(unpacked([5, 0x12, 0, 0, 0, 5, 0x34, 0x56, 0x70, 0, 0, 1], 4)).to.deep.equal([
      ...[1, 2, 1, 2, 1, 0, 0, 0],
      ...[3, 4, 5, 6, 7, 0, 0, 0],
    ]);
  });

  it('gives the index 0 to pixels that are skipped', () => {
    expect(unpacked([1, 7, 0, 2, 2, 1, 2, 8, 0, 1])).to.deep.equal([
      ...[7, 0, 0, 0, 0, 0, 0, 0],
      ...[0, 0, 0, 8, 8, 0, 0, 0],
    ]);
  });

  it('leaves out pixels beyond the end of a row', () => {
    expect(unpacked([9, 7, 0, 0, 0, 1])).to.deep.equal([7, 7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('needs no end after the last row', () => {
    expect(unpacked([5, 7, 0, 0, 5, 8]).at(8)).to.equal(8);
  });

  for (const data of [[5, 7, 0, 0, 4, 8], [5, 7, 0, 0, 0, 5, 1, 2], [5, 7, 0, 2, 1], [5]]) {
    it(`rejects ${data.join(' ')}, which is cut off`, async () => {
      await expectError(Rejection, 'corrupt-image', () => unpacked(data));
    });
  }
});
