import { applyEdits } from './apply-edits.ts';
import { withoutReferences } from './references.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';

/** A style sheet inside an SVG. */
export interface StyleSheet {
  css: string;
  /** The media that it is for: none, if it is not CSS. */
  media: string;
  /** The position of its content in the SVG. */
  at: number;
  end: number;
}

/** Returns the style sheets of an SVG. */
export function styleSheets(svg: string): StyleSheet[] {
  const sheets: StyleSheet[] = [];
  let opened: Tag | undefined;
  for (const tag of tagsOf(svg)) {
    if (tag.name !== 'style') continue;
    if (opened && tag.kind === 'close') {
      const content = svg.slice(opened.end, tag.at);
      const isCss = /css/i.test(attributeOf(opened, 'type') || 'css');
      const media = isCss ? (attributeOf(opened, 'media') ?? 'all') : 'not all';
      sheets.push({ css: cssOf(content), media, at: opened.end, end: tag.at });
    }
    opened = tag.kind === 'open' ? tag : undefined;
  }
  return sheets;
}

/** Rewrites the style sheets of an SVG for which a function returns other CSS. */
export function rewriteStyleSheets(svg: string, rewrite: (sheet: StyleSheet) => string | undefined): string {
  const edits = styleSheets(svg).flatMap((sheet) => {
    const css = rewrite(sheet);
    return css === undefined || css === sheet.css ? [] : [{ ...sheet, text: `<![CDATA[${css}]]>` }];
  });
  return applyEdits(svg, edits);
}

function cssOf(content: string): string {
  if (content.includes('<![CDATA[')) return content.replaceAll(/<!\[CDATA\[|\]\]>/g, '');
  return withoutReferences(content);
}
