import type { PartLimit } from './format.ts';

/**
 * Only the first frame is shown, but decoders go through all of them to open the file, some in time that grows with the square
 * of their number. 10,000 frames of a GIF play for seven minutes; files with more take seconds and hundreds of megabytes to open.
 */
export const frameLimit: PartLimit = { max: 10_000, parts: 'frames', code: 'image-too-large' };
