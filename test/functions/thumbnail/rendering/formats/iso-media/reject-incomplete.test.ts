import { expect } from 'chai';
import { Rejection, type RejectionCode } from '../../../../../../functions/thumbnail/errors.ts';
import { readItems } from '../../../../../../functions/thumbnail/rendering/formats/iso-media/items.ts';
import { rejectIncomplete } from '../../../../../../functions/thumbnail/rendering/formats/iso-media/reject-incomplete.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { avifOf, isoBox, u16, u32 } from '../../../../../support/iso-boxes.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A cropped picture of one tile, with alpha that may be cropped too. */
function file(tileBytes: number, isAlphaCropped: boolean): Buffer {
  const entry = (id: number, type: string) => isoBox('infe', u32(0x0200_0000), u16(id), u16(0), latin1(`${type}\0`));
  const place = (id: number, bytes: number) => [u16(id), u16(0), u16(1), u32(8), u32(bytes)];
  const properties = [isoBox('auxC', u32(0), latin1('urn:mpeg:hevc:2015:auxid:1\0')), isoBox('clap', Buffer.alloc(32))];
  const alphaProperties = isAlphaCropped ? [2, 1, 2] : [1, 1];
  const associations = [u16(1), Buffer.of(1, 2), u16(3), Buffer.of(...alphaProperties)];
  return avifOf(
    isoBox('iinf', u32(0), u16(3), entry(1, 'grid'), entry(2, 'hvc1'), entry(3, 'hvc1')),
    isoBox('iloc', u32(0), u16(0x4400), u16(3), ...place(1, 8), ...place(2, tileBytes), ...place(3, 8)),
    isoBox('iref', u32(0), isoBox('dimg', u16(1), u16(1), u16(2)), isoBox('auxl', u16(3), u16(1), u16(1))),
    isoBox('iprp', isoBox('ipco', ...properties), isoBox('ipma', u32(0), u32(2), ...associations)),
  );
}

function check(image: Buffer): void {
  rejectIncomplete(image, readItems(image) ?? expect.fail('expected items'), 'heic');
}

describe('rejectIncomplete', () => {
  it('accepts a picture whose tiles have data, and whose alpha is cropped like its colours', () => {
    check(file(8, true));
  });

  for (const [problem, image, code] of [
    ['a tile without data', file(0, true), 'corrupt-image'],
    ['a tile beyond the end of the file', file(10_000, true), 'corrupt-image'],
    ['alpha that is not cropped like the colours', file(8, false), 'unsupported-format'],
  ] satisfies [string, Buffer, RejectionCode][]) {
    it(`rejects ${problem}`, async () => {
      await expectError(Rejection, code, () => check(image));
    });
  }
});
