/** The signatures of a TIFF. Olympus (`R`) and Panasonic (`U`) have their own, and go on as a TIFF does. */
const tiff = /^(?:II(?:\*\0|R[OS]|U\0)|MM(?:\0\*|OR))/;
const ofRawAlone = /^(?:II(?:R[OS]|U\0)|MMOR|FUJIFILMCCD-RAW)/;

/** Whether a raw image is like a TIFF, by its first bytes as Latin-1 text. */
export function isTiff(beginning: string): boolean {
  return tiff.test(beginning);
}

/** Whether only raw images begin so, of which the first bytes are given as Latin-1 text. */
export function isRawAlone(beginning: string): boolean {
  return ofRawAlone.test(beginning);
}
