import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Returns the code points that the TrueType fonts of a directory have a glyph for. */
export function coveredCharacters(directory: string): Set<number> {
  const covered = new Set<number>();
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.ttf'))) {
    addCharacters(readFileSync(path.join(directory, file)), covered);
  }
  return covered;
}

/** Reads the tables of a font that map characters to glyphs. https://learn.microsoft.com/en-us/typography/opentype/spec/cmap */
function addCharacters(font: Buffer, covered: Set<number>): void {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (entry === undefined) return;
  const map = font.readUInt32BE(entry + 8);
  for (let index = 0; index < font.readUInt16BE(map + 2); index += 1) {
    const at = map + font.readUInt32BE(map + 4 + 8 * index + 4);
    for (const [first, last] of rangesAt(font, at)) {
      for (let codePoint = first; codePoint <= last; codePoint += 1) covered.add(codePoint);
    }
  }
}

/** Returns the ranges of a table in one of the two formats that fonts have today. */
function rangesAt(font: Buffer, at: number): Array<[first: number, last: number]> {
  const format = font.readUInt16BE(at);
  if (format === 12) {
    return Array.from({ length: font.readUInt32BE(at + 12) }, (_, group) => {
      const start = at + 16 + 12 * group;
      return [font.readUInt32BE(start), font.readUInt32BE(start + 4)];
    });
  }
  if (format !== 4) return [];
  const bytes = font.readUInt16BE(at + 6);
  return Array.from({ length: bytes / 2 }, (_, segment): [number, number] => {
    const ends = at + 14 + 2 * segment;
    return [font.readUInt16BE(ends + bytes + 2), font.readUInt16BE(ends)];
  }).filter(([first]) => first !== 0xffff);
}
