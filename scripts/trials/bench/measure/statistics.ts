/** Returns the value below which the given fraction of the values lies, by linear interpolation. @throws {Error} when there are none */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) throw new Error('Nothing was measured.');
  return below + (above - below) * (place - Math.floor(place));
}

/** @throws {Error} when there are no values */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Returns the ratios of values that were measured right after each other: what slows both does not change them.
 * @throws {Error} when the lists have different lengths
 */
export function pairwiseRatios(dividends: readonly number[], divisors: readonly number[]): number[] {
  if (dividends.length !== divisors.length) {
    throw new Error(`${dividends.length} values cannot be paired with ${divisors.length}.`);
  }
  return dividends.map((dividend, index) => dividend / (divisors[index] ?? Number.NaN));
}

/** @throws {Error} when there are no values */
export function geometricMean(values: readonly number[]): number {
  if (values.length === 0) throw new Error('Nothing was measured.');
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
