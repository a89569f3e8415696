/** Returns the position after the next restart marker of a JPEG, or the end of the file. */
export function afterRestart(jpeg: Buffer, from: number): number {
  let at = jpeg.indexOf(0xff, from);
  while (at >= 0 && ((jpeg[at + 1] ?? 0) & 0xf8) !== 0xd0) at = jpeg.indexOf(0xff, at + 1);
  return at < 0 ? jpeg.length : at + 2;
}
