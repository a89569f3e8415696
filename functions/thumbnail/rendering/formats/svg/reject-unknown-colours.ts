import { Rejection } from '../../../errors.ts';

/** Matches a property whose value is a CSS colour function that librsvg does not support, and would draw black. */
const unknownColour =
  /\b(?:fill|stroke|(?:stop-|flood-|lighting-)?color)\s*(?:=\s*["']|:)\s*((?:oklab|oklch|lab|lch|hwb|color|color-mix|light-dark)\()/i;

/** @throws {Rejection} when an SVG uses a colour function that librsvg does not support */
export function rejectUnknownColours(svg: Buffer): void {
  const [, name] = unknownColour.exec(svg.toString('latin1')) ?? [];
  if (!name) return;
  const reason = `The svg image uses the colour function ${name}), which is not supported. Write the colour as rgb() or #rrggbb.`;
  throw new Rejection('unsupported-format', reason);
}
