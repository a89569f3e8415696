/** Divides the colours of red, green, blue and alpha by the alpha, in place. */
export function unpremultiply(samples: Uint8Array | Uint16Array, max: number): void {
  for (let at = 0; at < samples.length; at += 4) {
    const alpha = samples[at + 3] ?? 0;
    for (let channel = at; alpha > 0 && channel < at + 3; channel += 1) {
      samples[channel] = Math.min(max, Math.round(((samples[channel] ?? 0) * max) / alpha));
    }
  }
}
