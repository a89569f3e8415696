/** The signatures of a TIFF. Olympus (`R`) and Panasonic (`U`) have their own signatures, before the structure of a TIFF. */
const tiff = /^(?:II(?:\*\0|R[OS]|U\0)|MM(?:\0\*|OR))/;
const rawOnly = /^(?:II(?:R[OS]|U\0)|MMOR|FUJIFILMCCD-RAW)/;

/** Whether a raw image has the structure of a TIFF, by its first bytes as Latin-1 text. */
export function isTiff(beginning: string): boolean {
  return tiff.test(beginning);
}

/** Whether a file has a signature that only raw images have, by its first bytes as Latin-1 text. */
export function hasRawSignature(beginning: string): boolean {
  return rawOnly.test(beginning);
}
