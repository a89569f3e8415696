/** The entities that every XML has. */
const entities: Partial<Record<string, string>> = { gt: '>', lt: '<', amp: '&', quot: '"', apos: "'" };
const reference = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi;

/** Replaces the references in an XML text by their characters. References to entities of the document type stay. */
export function withoutReferences(text: string): string {
  return text.replaceAll(reference, (whole, hex?: string, digits?: string, name = '') => {
    const codePoint = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
    if (hex === undefined && digits === undefined) return entities[name] ?? whole;
    return codePoint <= 0x10_ffff ? String.fromCodePoint(codePoint) : whole;
  });
}
