/** A transfer function, which converts the samples of an image to light. */
export interface Curve {
  /** Returns the light of a sample from 0 to 1. White is 1; highlights may exceed it. */
  toLight(value: number): number;
  /** Whether light may be brighter than white, and needs tone mapping. */
  isHdr: boolean;
}

/** The brightness of white in HDR images, in candela per square metre. https://www.itu.int/pub/R-REP-BT.2408 */
const whiteNits = 203;
const peakNits = 10_000;

/** The scene light of white in HLG, whose signal is 0.75. https://www.itu.int/pub/R-REP-BT.2408 */
const hlgWhite = 0.265;

const sdr = (toLight: Curve['toLight']): Curve => ({ toLight, isHdr: false });

/** Returns the curve of a pure power. */
export function powerCurve(exponent: number): Curve {
  return sdr((value) => value ** exponent);
}

/** Returns the curve of narrow-range samples: black is 16 of 255, and white 235. */
export function narrowCurve({ toLight, isHdr }: Curve): Curve {
  return { isHdr, toLight: (value) => toLight(Math.min(1, Math.max(0, (value * 255 - 16) / 219))) };
}

export const srgbCurve = sdr((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));

const smpte240m = sdr((value) => (value < 0.0913 ? value / 4 : ((value + 0.1115) / 1.1115) ** (1 / 0.45)));

/** https://www.itu.int/rec/R-REC-BT.2100 */
const pq: Curve = {
  isHdr: true,
  toLight(value) {
    const power = value ** (1 / 78.84375);
    const ratio = Math.max(0, power - 0.8359375) / (18.8515625 - 18.6875 * power);
    return (ratio ** (1 / 0.1593017578125) * peakNits) / whiteNits;
  },
};

/** Returns scene light. On a display as bright as SDR, display light is nearly proportional to it. */
const hlg: Curve = {
  isHdr: true,
  toLight(value) {
    const scene = value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    return scene / hlgWhite;
  },
};

/**
 * The curve of each code. https://www.itu.int/rec/T-REC-H.273 (TransferCharacteristics). Codes without a curve, such as that of
 * BT.709, are shown as sRGB, as Chromium does with an AVIF. It shows such a PNG with an exponent of 2.4.
 */
export const transferCurves: Partial<Record<number, Curve>> = {
  4: powerCurve(2.2),
  5: powerCurve(2.8),
  7: smpte240m,
  8: powerCurve(1),
  9: sdr((value) => (value <= 0 ? 0 : 10 ** ((value - 1) * 2))),
  10: sdr((value) => (value <= 0 ? 0 : 10 ** ((value - 1) * 2.5))),
  16: pq,
  17: sdr((value) => value ** 2.6 * (52.37 / 48)),
  18: hlg,
};
