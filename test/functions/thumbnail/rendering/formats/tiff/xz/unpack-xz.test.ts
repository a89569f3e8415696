import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { unpackXz } from '../../../../../../../functions/thumbnail/rendering/formats/tiff/xz/unpack-xz.ts';
import { root } from '../../../../../../../scripts/cli/project-root.ts';
import { expectError } from '../../../../../../support/expect-error.ts';

const fixtures = path.join(root, 'test', 'fixtures', 'xz');
const fixture = (name: string) => readFileSync(path.join(fixtures, name));

/** The content of every fixture: stretches of noise, of steps, and of repetitions. */
const content = Buffer.alloc(3000);
for (let [at, seed] = [0, 1]; at < content.length; at += 1) {
  seed = Number((BigInt(seed) * 1_103_515_245n + 12_345n) % 2n ** 31n);
  const repeated = content[at - 1 - ((seed >> 20) % 60)] ?? 0;
  content[at] = [seed >> 16, at * 3, content[at - 700] ?? 0, repeated][Math.floor(at / 250) % 4] ?? 0;
}

/** Returns the unpacked data; undefined when it is rejected. Any other error fails the test. */
function unpackedOrRejected(data: Buffer): Buffer | undefined {
  try {
    return unpackXz(data, content.length);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Every so many bytes are damaged, to save time. */
const step = 3;

/** Yields the data with one byte changed, then another. */
function* damaged(data: Buffer): Iterable<Buffer> {
  for (let at = 0; at < data.length; at += step) {
    const changed = Buffer.from(data);
    changed[at] = (changed[at] ?? 0) ^ 0x55;
    yield changed;
  }
}

describe('unpackXz', () => {
  for (const name of readdirSync(fixtures).filter((file) => file.endsWith('.xz'))) {
    it(`unpacks ${name}`, () => {
      expect(unpackXz(fixture(name), content.length).equals(content)).to.equal(true);
    });
  }

  it('throws when the data unpacks to more than the max', async () => {
    const unpack = () => unpackXz(fixture('crc32.xz'), content.length - 1);
    const { message } = await expectError(RangeError, undefined, unpack);
    expect(message).to.include('more than 2999 bytes');
  });

  it('throws wherever the data is cut off, or returns all of it', () => {
    for (const name of ['no-check.xz', 'blocks.xz']) {
      const whole = fixture(name);
      const tried = [...whole.keys()].filter((length) => (whole.length - length) % step === 0);
      const lengths = tried.filter((length) => unpackedOrRejected(whole.subarray(0, length)));
      for (const length of lengths) {
        expect(unpackedOrRejected(whole.subarray(0, length))?.equals(content), `${name}, ${length}`).to.equal(true);
      }
      // Only the index and the footer are not needed.
      expect(whole.length - Math.min(...lengths)).to.be.below(50);
    }
  });

  for (const name of ['crc32.xz', 'crc64.xz', 'blocks.xz']) {
    it(`never returns other data when a byte of ${name} is damaged`, () => {
      let rejected = 0;
      for (const changed of damaged(fixture(name))) {
        const unpacked = unpackedOrRejected(changed);
        if (!unpacked) rejected += 1;
        else expect(unpacked.equals(content)).to.equal(true);
      }
      expect(rejected).to.be.above(fixture(name).length / step / 2);
    });
  }

  it('throws nothing but a RangeError when data without a check is damaged', () => {
    for (const changed of damaged(fixture('no-check.xz'))) unpackedOrRejected(changed);
  });

  it('throws when the data is not xz', () => {
    for (const data of [Buffer.of(), Buffer.from('no xz at all, but long enough')]) {
      expect(unpackedOrRejected(data)).to.equal(undefined);
    }
  });
});
