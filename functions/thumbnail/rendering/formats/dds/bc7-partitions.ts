/**
 * The partitions of two and of three subsets, as hexadecimal numbers. A partition has the subset of each pixel, in one or two bits;
 * those of the first pixel are the lowest. https://registry.khronos.org/OpenGL/extensions/ARB/ARB_texture_compression_bptc.txt, tables P2 and P3
 */
const twoSubsetPartitions =
  'cccc8888eeeeecc8c880feecfec8ec80c800ffecfe80e800ffe8ff00fff0f000' +
  'f710008e710008ce008c731031008cce088c31106666366c17e80ff0718e399c' +
  'aaaaf0f05a5a33cc3c3c55aa9696a55a73ce13c8324c3bdc6996c33c99660660' +
  '027204e44e402720c936936c39c6639c93369cc6817ee718ccf00fcc7744ee22';
const threeSubsetPartitions =
  'aa6850506a5a50405a5a42005450a0a8a5a50000a0a050505555a0a05a5a5050' +
  'aa550000aa555500aaaa55009090909094949494a4a4a4a4a9a594502a0a4250' +
  'a59450400a425054a5a5a50055a0a0a0a8a854546a6a4040a4a450001a1a0500' +
  '0050a4a4aaa590901469691469691400a08585a0aa82141450a4a4506a5a0200' +
  'a9a580005090a0a8a8a090502424242400aa5500249249242449922450a50a50' +
  '500aa550aaaa444466660000a5a0a5a050a050a06928692844aaaa4466666600' +
  'aa44444454a854a89580958096969600a85454a880959580aa14141496960000' +
  'aaaa1414a05050a0a0a5a5a09600000040804080a9a8a9a8aaaaaa442a4a5254';

/** The anchor pixels of each partition, one hexadecimal digit each. Tables A2, A3a and A3b */
const secondOfTwoAnchors = 'fffffffffffffffff282288f28228822ff6828ff28222ff66268ff22fffff22f';
const secondOfThreeAnchors = '33ff83ff88666533338f336a588685ff8f356a8ff3f5ffff3f55585a5a8dfc33';
const thirdOfThreeAnchors = 'f883ff38fffffff8f8f3f8f83f6affa8f3faa89a6f8f3668f3ffffffffff3ff8';

const pixelCount = 16;

/** Returns the subset of each pixel. */
export function subsetsOf(subsets: 1 | 2 | 3, partition: number): Uint8Array {
  const ofPixels = new Uint8Array(pixelCount);
  if (subsets === 1) return ofPixels;
  const [table, digits, bits] = subsets === 2 ? [twoSubsetPartitions, 4, 1] : [threeSubsetPartitions, 8, 2];
  const numbers = Number.parseInt(table.slice(partition * digits, (partition + 1) * digits), 16);
  for (let pixel = 0; pixel < pixelCount; pixel += 1) ofPixels[pixel] = (numbers >>> (bits * pixel)) & (2 ** bits - 1);
  return ofPixels;
}

/** Returns the anchor pixel of each subset. */
export function anchorsOf(subsets: 1 | 2 | 3, partition: number): readonly number[] {
  const digitOf = (table: string) => Number.parseInt(table.charAt(partition), 16);
  if (subsets === 1) return [0];
  return subsets === 2
    ? [0, digitOf(secondOfTwoAnchors)]
    : [0, digitOf(secondOfThreeAnchors), digitOf(thirdOfThreeAnchors)];
}
