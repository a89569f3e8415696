/** The second bytes of markers. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1 */
export const markers = {
  sequentialFrame: 0xc1,
  progressiveFrame: 0xc2,
  defineTables: 0xc4,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  defineRestarts: 0xdd,
  comment: 0xfe,
} as const;
