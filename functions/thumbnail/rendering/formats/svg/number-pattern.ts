/** The pattern of one number, as SVG writes it. A text matches it in a single way, so that a failed match stays fast. */
export const numberPattern = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?`;
