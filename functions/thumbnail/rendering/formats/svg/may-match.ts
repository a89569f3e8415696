/** Whether a selector may match an element: every name, class, identifier and attribute in it occurs in the SVG. */
export function mayMatch(selector: string, svg: string): boolean {
  if (selector.startsWith('@')) return false;
  const positive = selector.replaceAll(/"[^"]*"|'[^']*'/g, '').replaceAll(/\([^)]*(?:\)|$)/g, '');
  const names = [...new Set(positive.match(/(?<=[.#[])[\w-]+/g))];
  const elements = [...new Set(positive.match(/(?<![\w.#:|[="'-])[a-z][\w-]*(?![^[]*\])/gi))];
  return (
    names.every((name) => new RegExp(`=\\s*["'](?:[^"']*\\s)?${name}[\\s"']|\\s${name}\\s*=`).test(svg)) &&
    elements.every((name) => new RegExp(`<(?:[\\w-]+:)?${name}[\\s/>]`, 'i').test(svg))
  );
}
