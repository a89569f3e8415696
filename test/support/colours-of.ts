/** Returns the light of a number of sRGB, 0 to 255, as 0 to 1. */
export const lightOf = (value: number) =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;

/** Returns the CIE Lab of a colour of sRGB, whose white is D50. http://www.brucelindbloom.com/index.html?Eqn_XYZ_to_Lab.html */
export function labOf(colour: readonly number[]): [lightness: number, a: number, b: number] {
  const light = colour.map(lightOf);
  const [fx = 0, fy = 0, fz = 0] = [
    [0.4360747, 0.3850649, 0.1430804, 0.96422],
    [0.2225045, 0.7168786, 0.0606169, 1],
    [0.0139322, 0.0971045, 0.7141733, 0.82521],
  ].map(([red = 0, green = 0, blue = 0, white = 1]) =>
    Math.cbrt((red * (light[0] ?? 0) + green * (light[1] ?? 0) + blue * (light[2] ?? 0)) / white),
  );
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}
