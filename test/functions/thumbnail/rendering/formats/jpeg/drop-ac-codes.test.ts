import { expect } from 'chai';
import { dropAcCodes } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/drop-ac-codes.ts';
import type { HuffmanTable } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/huffman-tables.ts';
import type { SequentialScan } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/sequential-scan.ts';

const endOfImage = Buffer.from([0xff, 0xd9]);

/** A table of codes, each with its symbol. */
function tableOf(codes: Record<string, number>): HuffmanTable {
  const table = new Uint16Array(1 << 16);
  for (const [code, symbol] of Object.entries(codes)) {
    const first = Number.parseInt(code.padEnd(16, '0'), 2);
    table.fill((code.length << 8) | symbol, first, first + (1 << (16 - code.length)));
  }
  return table;
}

/** A scan of blocks of one component. */
function scanOf(blocks: number, ac: HuffmanTable): SequentialScan {
  const component = { id: 1, across: 1, down: 1 };
  const frame = { width: 8, height: 8, bitsPerSample: 8, components: [component] };
  return { start: 0, frame, blocks: [{ component, dc: tableOf({ 0: 0 }), ac }], units: blocks, restartInterval: 0 };
}

describe('dropAcCodes', () => {
  it('drops the AC codes of blocks', () => {
    const ac = tableOf({ 0: 0x03, 10: 0x00 });
    // The DC code 0, five coefficients of 3 bits, the end of the block, and ones up to the next byte.
    const data = Buffer.from([0b0_0101_010, 0b1_0101_010, 0b1_0101_10_1]);

    const parts = dropAcCodes(Buffer.concat([data, endOfImage]), scanOf(1, ac));

    expect(Buffer.concat(parts ?? [])).to.deep.equal(Buffer.from([0b0_10_11111]));
  });

  it('keeps AC codes that are shorter than the one that ends a block, in any number of blocks', () => {
    const ac = tableOf({ 0: 0xf0, 10: 0xe1, '1111111111111110': 0x00 });
    // The DC code 0, three runs of 16 zeros, 14 zeros, and a coefficient.
    const eightBlocks = Number.parseInt('0000101'.repeat(4), 2);
    const data = Buffer.alloc(7 * 27_520);
    for (let at = 0; at < data.length; at += 7) {
      data.writeUInt32BE((eightBlocks << 4) | (eightBlocks >>> 24), at);
      data.writeUIntBE(eightBlocks & 0xff_ffff, at + 4, 3);
    }

    const parts = dropAcCodes(Buffer.concat([data, endOfImage]), scanOf(8 * 27_520, ac));

    expect(Buffer.concat(parts ?? []).equals(data)).to.equal(true);
  });

  it('reads no bits behind the data, which are ones, although those are codes', () => {
    const ac = tableOf({ 0: 0x00, 1: 0x0f });

    expect(dropAcCodes(endOfImage, scanOf(1, ac))).to.equal(undefined);
    expect(dropAcCodes(Buffer.concat([Buffer.from([0b0_1111111]), endOfImage]), scanOf(1, ac))).to.equal(undefined);
  });
});
