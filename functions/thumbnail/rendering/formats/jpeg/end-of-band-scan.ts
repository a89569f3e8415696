const maxRun = 32_767;
const tableNumber = 0;
/** The logarithms of the runs that a scan can state. */
const logarithms = Array.from({ length: 15 }, (_, logarithm) => logarithm);
const codeBits = 4;

/** A table with a code of four bits for each run of blocks without coefficients: the code is the logarithm. */
const endOfBandTable = segment(0xc4, [
  0x10 | tableNumber,
  ...Array.from({ length: 16 }, (_, index) => (index + 1 === codeBits ? logarithms.length : 0)),
  ...logarithms.map((logarithm) => logarithm << 4),
]);
const noRestarts = segment(0xdd, [0, 0]);

/** Returns one scan for each component, in which all AC coefficients are zero. */
export function endOfBandScans(components: ReadonlyArray<{ id: number; blocks: number }>): Buffer {
  const scans = components.flatMap(({ id, blocks }) => [
    segment(0xda, [1, id, tableNumber, 1, 63, 0]),
    endOfBandData(blocks),
  ]);
  return Buffer.concat([noRestarts, endOfBandTable, ...scans]);
}

function endOfBandData(blocks: number): Buffer {
  let bits = '';
  for (let left = blocks; left > 0; ) {
    const run = Math.min(left, maxRun);
    const logarithm = 31 - Math.clz32(run);
    bits += logarithm.toString(2).padStart(codeBits, '0') + run.toString(2).slice(1);
    left -= run;
  }
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Buffer.from(
    bytes.flatMap((byte) => {
      const value = Number.parseInt(byte.padEnd(8, '1'), 2);
      return value === 0xff ? [value, 0] : [value];
    }),
  );
}

function segment(marker: number, content: readonly number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 0xff, ...content]);
}
