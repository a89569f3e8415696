import type { Sharp } from 'sharp';
import type { Credit } from './credit.ts';

/** Writes only the credit, as XMP and, where ASCII can tell it, as EXIF. A GIF has neither. */
export function withCredit(encoded: Sharp, credit: Credit): Sharp {
  const { artist, copyright } = credit;
  const exif = { ...exifField('Artist', artist), ...exifField('Copyright', copyright) };
  return encoded.withExif({ IFD0: exif }).withXmp(xmpOf(credit));
}

/** The letters without accents, and the signs, that libvips writes as similar ASCII. It writes a question mark for any other. */
const likenesses = /^[\x20-\x7e©®«»ßÆæØøŁłŒœ‘’“”–—…™]*$/;

/** libvips treats brackets at the end of a value as a remark, and leaves them out. */
function exifField(name: 'Artist' | 'Copyright', text: string | undefined) {
  const withoutAccents = text?.normalize('NFD').replace(/\p{M}/gu, '');
  return withoutAccents && likenesses.test(withoutAccents) ? { [name]: `${text} (credit)` } : {};
}

function xmpOf({ artist, copyright, credit }: Credit): string {
  const properties = [
    artist && `<dc:creator><rdf:Seq><rdf:li>${escapeXml(artist)}</rdf:li></rdf:Seq></dc:creator>`,
    copyright &&
      `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(copyright)}</rdf:li></rdf:Alt></dc:rights>`,
    credit && `<photoshop:Credit>${escapeXml(credit)}</photoshop:Credit>`,
  ];
  const namespaces = [
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"',
  ];
  const description = `<rdf:Description rdf:about="" ${namespaces.join(' ')}>${properties.filter(Boolean).join('')}</rdf:Description>`;
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF>`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf}</x:xmpmeta>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
