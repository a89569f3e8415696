import { endOfImage } from './end-of-image.ts';
import { codeBits, type HuffmanTable } from './huffman-tables.ts';
import { type JpegProgram, jpegProgram } from './jpeg-program.ts';
import type { SequentialScan } from './sequential-scan.ts';
import { showsOnlyMeans } from './shows-only-means.ts';

const needsInput = 0;
const done = 1;

/**
 * Returns the data of a scan without the AC codes of components that show only means at an eighth of the size, in parts; undefined when
 * the data is damaged, or the image does not end after it.
 */
export function dropAcCodes(jpeg: Buffer, scan: SequentialScan): Buffer[] | undefined {
  const program = jpegProgram();
  if (!setBlocks(program, scan)) return undefined;
  const { memory, inputBytes, inputAddress, outputAddress } = program;
  const parts: Buffer[] = [];
  program.begin(scan.blocks.length, scan.units);
  for (let at = scan.start, status = needsInput; status === needsInput; ) {
    const input = jpeg.subarray(at, at + inputBytes.value);
    Buffer.from(memory.buffer).set(input, inputAddress());
    status = program.dropAcCodes(input.length);
    at += program.readLength();
    const output = Buffer.from(memory.buffer, outputAddress(), program.writtenLength());
    parts.push(Buffer.from(output));
    if (status === done) return jpeg.subarray(at, at + endOfImage.length).equals(endOfImage) ? parts : undefined;
    if (program.readLength() === 0) return undefined;
  }
  return undefined;
}

/** Returns false when a component has no code that ends a block. */
function setBlocks({ memory, pairAddress, setBlock }: JpegProgram, { blocks, frame }: SequentialScan): boolean {
  const pairs: { dc: HuffmanTable; ac: HuffmanTable; end: Code }[] = [];
  for (const [index, { dc, ac, component }] of blocks.entries()) {
    let pair = pairs.findIndex((other) => other.dc === dc && other.ac === ac);
    if (pair < 0) {
      const end = endOfBlock(ac);
      if (!end) return false;
      pair = pairs.push({ dc, ac, end }) - 1;
      const tables = new Uint16Array(memory.buffer, pairAddress(pair), dc.length + ac.length);
      tables.set(dc);
      tables.set(ac, dc.length);
    }
    const { code = 0, bits = 0 } = (showsOnlyMeans(component, frame) && pairs[pair]?.end) || {};
    setBlock(index, pair, code, bits);
  }
  return true;
}

interface Code {
  code: number;
  bits: number;
}

/** Returns the AC code that ends a block. */
function endOfBlock(ac: HuffmanTable): Code | undefined {
  const next = ac.findIndex((entry) => entry > 0 && (entry & 0xff) === 0);
  const bits = (ac[next] ?? 0) >> 8;
  return next < 0 ? undefined : { code: next >> (codeBits - bits), bits };
}
