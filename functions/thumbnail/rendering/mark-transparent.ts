const chunkAt = 12;
const flagsAt = 20;
const [animationFlag, alphaFlag] = [0x02, 0x10];

/**
 * Sets the flag of transparency of an animated WebP, in place. libwebp leaves it out where every frame is opaque, also if the frames
 * leave a part of the canvas clear, which some viewers then show black.
 * https://developers.google.com/speed/webp/docs/riff_container#extended_file_format
 */
export function markTransparent(webp: Buffer): void {
  const flags = webp[flagsAt] ?? 0;
  const isAnimated = webp.toString('latin1', chunkAt, chunkAt + 4) === 'VP8X' && (flags & animationFlag) !== 0;
  if (isAnimated) webp[flagsAt] = flags | alphaFlag;
}
