export type XmlContent =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlContent[]
  | { readonly [element: string]: XmlContent };

/**
 * Renders an XML document. Properties become elements in their order, an array repeats its element, and undefined omits it.
 *
 * @param namespace of the root element; none by default
 */
export function renderXml(root: string, content: XmlContent, namespace?: string): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${renderContent(content)}</${root}>`;
}

function renderContent(content: XmlContent): string {
  if (content === undefined) return '';
  if (typeof content !== 'object') return escapeText(String(content));
  return Object.entries(content)
    .map(([name, value]) => renderElements(name, value))
    .join('');
}

function renderElements(name: string, value: XmlContent): string {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((each) => each !== undefined)
    .map((each) => `<${name}>${renderContent(each)}</${name}>`)
    .join('');
}

/**
 * Escapes control characters as character references, since a parser changes or refuses literal ones. XML 1.0 forbids some of
 * them in any form. Like S3, this writes them nevertheless; a client that needs valid XML requests `encoding-type=url`.
 */
function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
  return text.replace(/[&<>\u0000-\u001f\u007f-\u009f\u2028\ufffe\uffff]/g, (character) => {
    return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}
