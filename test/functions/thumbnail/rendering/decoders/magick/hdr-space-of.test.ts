import { expect } from 'chai';
import { hdrSpaceOf } from '../../../../../../functions/thumbnail/rendering/decoders/magick/hdr-space-of.ts';
import { u32 } from '../../../../../support/iso-boxes.ts';

/** The codes of BT.2020, PQ and sRGB. https://www.itu.int/rec/T-REC-H.273 */
const [bt2020, pq, srgb] = [9, 16, 13];

/** Returns a profile of one tag, the codes of its colours. */
function profileOf(primaries: number, transfer: number): Buffer {
  const codes = Buffer.from([primaries, transfer, 0, 1]);
  return Buffer.concat([
    Buffer.alloc(128),
    u32(1),
    Buffer.from('cicp'),
    u32(144),
    u32(12),
    Buffer.from('cicp'),
    u32(0),
    codes,
  ]);
}

describe('hdrSpaceOf', () => {
  it('returns the colour space of PQ, in which light may be brighter than white', () => {
    const space = hdrSpaceOf(profileOf(bt2020, pq));

    expect(space?.curve.isHdr).to.equal(true);
    expect(space?.primaries[0]).to.deep.equal([0.708, 0.292]);
  });

  it('returns undefined for any other profile', () => {
    const cutOff = profileOf(bt2020, pq).subarray(0, -4);
    for (const profile of [profileOf(bt2020, srgb), cutOff, Buffer.alloc(200), Buffer.of()]) {
      expect(hdrSpaceOf(profile)).to.equal(undefined);
    }
  });
});
