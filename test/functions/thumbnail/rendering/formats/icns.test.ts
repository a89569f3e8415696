import { expect } from 'chai';
import { icns } from '../../../../../functions/thumbnail/rendering/formats/icns.ts';
import { u32 } from '../../../../support/iso-boxes.ts';

/** Runs of 16 x 16 equal bytes. */
function runs(value: number): Buffer {
  return Buffer.from([0xff, value, 0xfb, value]);
}

describe('icns', () => {
  it('shows a run-length encoded picture whose first channel is alpha', () => {
    const data = Buffer.concat([Buffer.from('ARGB'), ...[0x80, 1, 2, 3].map(runs)]);
    const icon = Buffer.concat([Buffer.from('icns'), u32(0), Buffer.from('ic04'), u32(8 + data.length), data]);

    const pam = icns.inspect(icon).image;

    expect(pam.subarray(-16 * 16 * 4).toString('hex')).to.equal('01020380'.repeat(16 * 16));
    expect(icns.loader.readHeader(pam)).to.deep.equal({ width: 16, height: 16 });
  });

  it('shows pixels that are stored one by one, without runs', () => {
    const data = Buffer.from('00010203'.repeat(16 * 16), 'hex');
    const icon = Buffer.concat([Buffer.from('icns'), u32(0), Buffer.from('is32'), u32(8 + data.length), data]);

    expect(
      icns
        .inspect(icon)
        .image.subarray(-16 * 16 * 4)
        .toString('hex'),
    ).to.equal('010203ff'.repeat(16 * 16));
  });
});
