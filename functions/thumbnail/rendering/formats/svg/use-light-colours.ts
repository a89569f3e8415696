const argument = String.raw`(?:[^(),]|\((?:[^()]|\([^()]*\))*\))*`;
const lightDark = new RegExp(String.raw`light-dark\((${argument}),${argument}\)`, 'gi');

/** Replaces `light-dark()` by its first colour: light is the default of browsers. */
export function useLightColours(svg: string): string {
  return svg.replaceAll(lightDark, '$1');
}
