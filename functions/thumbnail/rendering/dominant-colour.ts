/** The number of cells along each side of the cube of all colours, each of 16 values. */
const side = 16;
const bitsOfCell = 4;

/** Red, green, blue and alpha: of a pixel, or the sums of many, where alpha weights the colours. */
const channels = 4;

/**
 * Returns the mean of the colours that cover most of a picture, such as `#a1c4e9`. Transparent pixels count less; a fully transparent
 * picture is white.
 *
 * @param pixels red, green, blue and alpha of each
 */
export function dominantColour(pixels: Uint8Array): string {
  const [red = 0, green = 0, blue = 0, alpha = 0] = largestGroup(cellsOf(pixels));
  if (alpha === 0) return '#ffffff';
  return `#${[red, green, blue].map((sum) => hexadecimal(sum / alpha)).join('')}`;
}

/** Returns the sums of each cell. */
function cellsOf(pixels: Uint8Array): Float64Array {
  const cells = new Float64Array(side ** 3 * channels);
  for (let at = 0; at < pixels.length; at += channels) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    const alpha = pixels[at + 3] ?? 0;
    const cell = cellAt(red >> bitsOfCell, green >> bitsOfCell, blue >> bitsOfCell);
    add(cells, cell, [red * alpha, green * alpha, blue * alpha, alpha]);
  }
  return cells;
}

/**
 * Returns the sums of the two by two by two cells that cover the most. Such groups overlap, so that no border between cells splits a
 * colour that varies a little.
 */
function largestGroup(cells: Float64Array): Float64Array {
  let largest = new Float64Array(channels);
  const nextCells = cellsOfCube(2);
  for (const first of cellsOfCube(side - 1)) {
    const group = new Float64Array(channels);
    for (const next of nextCells) add(group, 0, cells.subarray(first + next, first + next + channels));
    if ((group[3] ?? 0) > (largest[3] ?? 0)) largest = group;
  }
  return largest;
}

/** Returns the positions of the cells of a cube. */
function cellsOfCube(length: number): number[] {
  const range = Array.from({ length }, (_, index) => index);
  return range.flatMap((red) => range.flatMap((green) => range.map((blue) => cellAt(red, green, blue))));
}

function cellAt(red: number, green: number, blue: number): number {
  return ((red * side + green) * side + blue) * channels;
}

function add(sums: Float64Array, at: number, others: ArrayLike<number>): void {
  for (let index = 0; index < channels; index += 1) sums[at + index] = (sums[at + index] ?? 0) + (others[index] ?? 0);
}

function hexadecimal(channel: number): string {
  return Math.round(channel).toString(16).padStart(2, '0');
}
