import { Rejection } from '../../../errors.ts';

/** Returns the rejection of an SVG for something that browsers draw, and librsvg leaves out or draws in another way. */
export function undrawn(what: string): Rejection {
  const reason = `The svg image uses ${what}, which browsers draw, but the decoder here does not.`;
  return new Rejection('unsupported-format', `${reason} Export it as plain SVG, or as a PNG.`);
}
