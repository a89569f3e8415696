import { expect } from 'chai';
import * as fc from 'fast-check';
import { readLzw } from '../../../../../../functions/thumbnail/rendering/formats/gif/lzw.ts';

const maxCodes = 4096;

/** Returns blocks of the codes, each with its width. */
function blocksOf(codes: ReadonlyArray<readonly [code: number, width: number]>): Buffer {
  const bits = codes.map(([code, width]) => [...code.toString(2).padStart(width, '0')].reverse().join('')).join('');
  const bytes = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt([...byte].reverse().join(''), 2));
  const blocks: number[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255);
    blocks.push(block.length, ...block);
  }
  return Buffer.from(blocks);
}

/** Encodes pixels as the standard says. https://www.w3.org/Graphics/GIF/spec-gif89a.txt, appendix F */
function encode(pixels: readonly number[], codeSize: number, { clears = true, stops = true } = {}): Buffer {
  const clear = 2 ** codeSize;
  const codes: [number, number][] = [];
  let [table, width] = [new Map<string, number>(), codeSize + 1];
  let run: number[] = [];
  const codeOf = (pixelsOfRun: readonly number[]) => table.get(pixelsOfRun.join()) ?? pixelsOfRun[0] ?? 0;
  codes.push([clear, width]);
  for (const pixel of pixels) {
    const longer = [...run, pixel];
    if (run.length > 0 && !table.has(longer.join())) {
      codes.push([codeOf(run), width]);
      const next = clear + 2 + table.size;
      if (next < maxCodes) {
        table.set(longer.join(), next);
        if (next === 2 ** width && width < 12) width += 1;
      } else if (clears) {
        codes.push([clear, width]);
        [table, width] = [new Map(), codeSize + 1];
      }
      run = [pixel];
    } else run = longer;
  }
  codes.push([codeOf(run), width]);
  return blocksOf(stops ? [...codes, [clear + 1, width]] : codes);
}

/** Numbers that look random, and are the same each time. */
function noise(length: number, colours: number): number[] {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 16) % colours;
  });
}

describe('readLzw', () => {
  const read = (blocks: Buffer, codeSize: number, neededPixels: number) =>
    readLzw(blocks, 0, blocks.length, codeSize, neededPixels);

  it('counts the pixels, and finds their colours, whatever they are', () => {
    const picture = fc
      .integer({ min: 2, max: 8 })
      .chain((codeSize) =>
        fc.tuple(fc.constant(codeSize), fc.array(fc.nat(2 ** codeSize - 1), { minLength: 1, maxLength: 300 })),
      );
    fc.assert(
      fc.property(picture, ([codeSize, pixels]) => {
        const found = read(encode(pixels, codeSize), codeSize, pixels.length + 1);

        expect(found.pixels).to.equal(pixels.length);
        const used = [...found.isUsed.keys()].filter((colour) => found.isUsed[colour] === 1);
        expect(new Set(used)).to.deep.equal(new Set(pixels));
      }),
    );
  });

  for (const clears of [true, false]) {
    it(`counts pixels beyond a full table that is ${clears ? 'cleared' : 'kept'}`, () => {
      const pixels = noise(20_000, 256);

      expect(read(encode(pixels, 8, { clears }), 8, pixels.length + 1).pixels).to.equal(pixels.length);
    });
  }

  it('counts no more pixels than are needed', () => {
    expect(read(encode(noise(100, 4), 2), 2, 50).pixels).to.equal(50);
  });

  it('tells whether an end code follows the last pixel', () => {
    const endings = [true, false].map((stops) => read(encode([0, 1, 2, 3], 2, { stops }), 2, 4).endsWithPixel);

    expect(endings).to.deep.equal([false, true]);
  });

  it('keeps the width of codes of one bit, as libvips does', () => {
    const blocks = blocksOf([0, 1, 1, 0, 1, 3].map((code) => [code, 2]));

    expect(read(blocks, 1, 6).pixels).to.equal(5);
  });

  it('reads data that does not begin with a clear code', () => {
    // The third code adds the last one of three bits.
    const blocks = blocksOf([
      ...[0, 1, 2].map((code) => [code, 3] as const),
      ...[3, 5].map((code) => [code, 4] as const),
    ]);

    expect(read(blocks, 2, 10).pixels).to.equal(4);
  });

  for (const [what, code] of [
    ['a code that is not there yet', 7],
    ['the end code', 5],
  ] as const) {
    it(`stops at ${what}`, () => {
      const blocks = blocksOf([4, 0, code, 1].map((it) => [it, 3]));

      expect(read(blocks, 2, 10).pixels).to.equal(1);
    });
  }
});
