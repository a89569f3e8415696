import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { isUsableProfile } from '../../../../../../functions/thumbnail/rendering/formats/png/is-usable-profile.ts';
import { quartered } from '../../../../../support/pictures.ts';

const chunkOf = (profile: Buffer, name = 'name', method = 0) =>
  Buffer.concat([Buffer.from(`${name}\0`), Buffer.of(method), deflateSync(profile)]);

function changed(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(value, at < 0 ? copy.length + at : at);
  return copy;
}

describe('isUsableProfile', () => {
  let profile: Buffer = Buffer.of();
  before(async () => {
    const { icc = Buffer.of() } = await sharp(await quartered(4, 4).withIccProfile('p3').png().toBuffer()).metadata();
    profile = icc;
  });

  it('is true of a whole profile, also with bytes behind it', () => {
    expect(isUsableProfile(chunkOf(profile))).to.equal(true);
    expect(isUsableProfile(chunkOf(Buffer.concat([profile, Buffer.alloc(40)])))).to.equal(true);
  });

  for (const [kind, broken] of Object.entries({
    'without a name': () => chunkOf(profile, ''),
    'with a name that is too long': () => chunkOf(profile, 'n'.repeat(80)),
    'in an unknown compression': () => chunkOf(profile, 'name', 1),
    'whose data do not match their checksum': () => {
      const chunk = chunkOf(profile);
      return changed(chunk, -1, (chunk.at(-1) ?? 0) ^ 1);
    },
    'that is cut off': () => chunkOf(profile.subarray(0, -40)),
    'without the signature of a profile': () => chunkOf(changed(profile, 36, 0)),
    'of an unknown version': () => chunkOf(changed(profile, 8, 9)),
    'that is larger than libpng reads': () => chunkOf(Buffer.concat([profile, Buffer.alloc(8_000_000)])),
  })) {
    it(`is false of a profile ${kind}`, () => {
      expect(isUsableProfile(broken())).to.equal(false);
    });
  }
});
