import { Rejection } from '../../../errors.ts';

/** A colour of CSS that librsvg does not know, where a property gets its value. It would draw black. */
const unknownColour =
  /\b(?:fill|stroke|(?:stop-|flood-|lighting-)?color)\s*(?:=\s*["']|:)\s*((?:oklab|oklch|lab|lch|hwb|color|color-mix|light-dark)\()/i;

/** @throws {Rejection} when an SVG has such a colour */
export function rejectUnknownColours(svg: Buffer): void {
  const [, name] = unknownColour.exec(svg.toString('latin1')) ?? [];
  if (!name) return;
  const reason = `The svg image has a colour by ${name}), which is not drawn. Write it as rgb() or a hexadecimal number.`;
  throw new Rejection('unsupported-format', reason);
}
