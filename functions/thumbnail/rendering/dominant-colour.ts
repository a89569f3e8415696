/** Colours that agree in this many high bits of red, green and blue count as the same. */
const bits = 3;

const bytesPerPixel = 4;

/**
 * Returns the mean of the colours that cover most of a picture, such as `#a1c4e9`. Transparent pixels count less; a fully transparent
 * picture is white.
 *
 * @param pixels red, green, blue and alpha of each
 */
export function dominantColour(pixels: Uint8Array): string {
  // Each group of colours has the sums of its red, green, blue and alpha, weighted by alpha.
  const groups = Array.from({ length: 2 ** (3 * bits) }, () => [0, 0, 0, 0] as [number, number, number, number]);
  for (let at = 0; at < pixels.length; at += bytesPerPixel) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + bytesPerPixel);
    const index = [red, green, blue].reduce((sum, channel) => (sum << bits) | (channel >> (8 - bits)), 0);
    const group = groups[index] ?? [0, 0, 0, 0];
    group[0] += red * alpha;
    group[1] += green * alpha;
    group[2] += blue * alpha;
    group[3] += alpha;
  }
  const [red, green, blue, alpha] = groups.reduce((largest, group) => (group[3] > largest[3] ? group : largest));
  if (alpha === 0) return '#ffffff';
  return `#${[red, green, blue].map((sum) => hexadecimal(sum / alpha)).join('')}`;
}

function hexadecimal(channel: number): string {
  return Math.round(channel).toString(16).padStart(2, '0');
}
