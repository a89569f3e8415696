import { endOfImage } from './end-of-image.ts';
import { codeBits, type HuffmanTable } from './huffman-tables.ts';
import { type JpegProgram, jpegProgram, outputOf } from './jpeg-program.ts';
import type { ScanBlock, SequentialScan } from './sequential-scan.ts';
import { showsOnlyMeans } from './shows-only-means.ts';

const needsInput = 0;
const done = 1;

/**
 * Returns the data of a scan without the AC codes of components that show only means at an eighth of the size, in parts; undefined when
 * the data is damaged or unusual, or the image does not end after it.
 */
export function dropAcCodes(jpeg: Buffer, scan: SequentialScan): Buffer[] | undefined {
  const program = jpegProgram();
  const { frame, blocks, units } = scan;
  if (frame.components.length > program.maxComponents.value || blocks.length > program.maxBlocks.value)
    return undefined;
  setBlocks(program, scan);
  const { memory, inputBytes, inputAddress } = program;
  const parts: Buffer[] = [];
  program.begin(blocks.length, units);
  for (let at = scan.start, status = needsInput; status === needsInput; ) {
    const input = jpeg.subarray(at, at + inputBytes.value);
    Buffer.from(memory.buffer).set(input, inputAddress());
    status = program.dropAcCodes(input.length);
    at += program.readLength();
    parts.push(outputOf(program));
    if (status === done) return jpeg.subarray(at, at + endOfImage.length).equals(endOfImage) ? parts : undefined;
    if (program.readLength() === 0) return undefined;
  }
  return undefined;
}

function setBlocks({ memory, pairAddress, setBlock }: JpegProgram, { blocks, frame }: SequentialScan): void {
  const pairs: ScanBlock[] = [];
  let [known, pair, end]: [ScanBlock | undefined, number, Code] = [undefined, 0, noCode];
  for (const [index, block] of blocks.entries()) {
    if (block !== known) {
      const { dc, ac, component } = block;
      known = block;
      pair = pairs.findIndex((other) => other.dc === dc && other.ac === ac);
      if (pair < 0) pair = pairs.push(block) - 1;
      const tables = new Uint16Array(memory.buffer, pairAddress(pair), dc.length + ac.length);
      tables.set(dc);
      tables.set(ac, dc.length);
      end = showsOnlyMeans(component, frame) ? endOfBlock(ac) : noCode;
    }
    setBlock(index, pair, end.code, end.bits);
  }
}

interface Code {
  code: number;
  bits: number;
}

/** Without it, a component keeps its coefficients. */
const noCode: Code = { code: 0, bits: 0 };

/** Returns the AC code that ends a block. */
function endOfBlock(ac: HuffmanTable): Code {
  const next = ac.findIndex((entry) => entry > 0 && (entry & 0xff) === 0);
  const bits = (ac[next] ?? 0) >> 8;
  return next < 0 ? noCode : { code: next >> (codeBits - bits), bits };
}
