import { tagsOf } from './tags-of.ts';

/** By name, the filter that is defined as each CSS function. https://www.w3.org/TR/filter-effects-1/#ShorthandEquivalents */
const primitives: Readonly<Partial<Record<string, (amount: number) => string>>> = {
  blur: (radius) => `<feGaussianBlur stdDeviation="${radius}"/>`,
  brightness: (slope) => transfer(`type="linear" slope="${slope}"`),
  contrast: (slope) => transfer(`type="linear" slope="${slope}" intercept="${(1 - slope) / 2}"`),
  grayscale: (amount) => matrix('saturate', `${1 - Math.min(1, amount)}`),
  'hue-rotate': (angle) => matrix('hueRotate', `${angle}`),
  invert: (amount) => transfer(`type="table" tableValues="${amount} ${1 - amount}"`),
  opacity: (amount) => `<feComponentTransfer><feFuncA type="linear" slope="${amount}"/></feComponentTransfer>`,
  saturate: (amount) => matrix('saturate', `${amount}`),
  sepia: (amount) => matrix('matrix', sepiaMatrix(1 - Math.min(1, amount))),
};

const defaults: Readonly<Partial<Record<string, number>>> = { blur: 0, 'hue-rotate': 0 };

/** The values of `filter` as a CSS property and as an attribute. */
const values = /(?<=(?<![-\w])filter\s*:\s*)[^;"'{}]+|(?<=\sfilter\s*=\s*")[^"]+|(?<=\sfilter\s*=\s*')[^']+/g;
const unknownInput = /\sin2?\s*=\s*["'](?:Background(?:Image|Alpha)|(?:Fill|Stroke)Paint)["']/g;
const kernel = /(\skernelMatrix\s*=\s*["'])([^"']*)/g;
const functions = /(?<![\w-])([\w-]+)\(\s*([-+.\d]*)(%|px|deg)?\s*\)/g;
/** Room for what a blur adds around an element. */
const region = 'x="-200%" y="-200%" width="500%" height="500%"';

/** Writes CSS filter functions as filters: librsvg would apply the functions to linear light instead of sRGB. */
export function defineFilters(original: string): string {
  if (!/filter/.test(original)) return original;
  const svg = resolvedInputs(original);
  const identifiers = new Map<string, string>();
  const filters: string[] = [];
  const [prefix = ''] = [...firstTag(svg).matchAll(/(?<![^<\s:>])[^<\s:>]*:(?=svg)/g)].flat();
  const rewritten = svg.replaceAll(values, (value) => {
    const content = contentOf(value);
    if (content === undefined) return value;
    const id = identifiers.get(content) ?? `filter-function-${identifiers.size}`;
    if (!identifiers.has(content)) {
      const prefixed = content.replaceAll(/<(\/?)/g, `<$1${prefix}`);
      const attributes = `id="${id}" ${region} color-interpolation-filters="sRGB"`;
      filters.push(`<${prefix}filter ${attributes}>${prefixed}</${prefix}filter>`);
    }
    identifiers.set(content, id);
    return `url(#${id})`;
  });
  const end = rewritten.lastIndexOf('</');
  return filters.length > 0 ? rewritten.slice(0, end) + filters.join('') + rewritten.slice(end) : svg;
}

/** Removes the inputs that browsers do not know, and turns the kernels that librsvg reads column by column. */
function resolvedInputs(svg: string): string {
  const known = svg.replaceAll(unknownInput, '');
  return known.replaceAll(kernel, (whole, start: string, text: string) => {
    const numbers = text.trim().split(/[\s,]+/);
    const side = Math.sqrt(numbers.length);
    if (!Number.isInteger(side)) return whole;
    return start + numbers.map((_, index) => numbers[(index % side) * side + Math.floor(index / side)]).join(' ');
  });
}

function firstTag(svg: string): string {
  const [tag] = tagsOf(svg);
  return tag ? svg.slice(tag.at, tag.end) : '';
}

/** Returns the content of the filter for a value; undefined when it has other things than these functions. */
function contentOf(value: string): string | undefined {
  const found = [...value.matchAll(functions)];
  if (
    found.length === 0 ||
    value
      .replaceAll(functions, '')
      .replace(/!\s*important/, '')
      .trim() !== ''
  )
    return undefined;
  const parts = found.map(([, name = '', digits = '', unit]) => {
    const amount = digits === '' ? (defaults[name] ?? 1) : Number(digits) / (unit === '%' ? 100 : 1);
    return Number.isFinite(amount) ? primitives[name]?.(amount) : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}

function transfer(attributes: string): string {
  return `<feComponentTransfer>${['R', 'G', 'B'].map((channel) => `<feFunc${channel} ${attributes}/>`).join('')}</feComponentTransfer>`;
}

function matrix(type: string, numbers: string): string {
  return `<feColorMatrix type="${type}" values="${numbers}"/>`;
}

function sepiaMatrix(kept: number): string {
  const rows = [
    [0.393, 0.769, 0.189],
    [0.349, 0.686, 0.168],
    [0.272, 0.534, 0.131],
  ];
  const numbers = rows.map((row, line) => {
    const mixed = row.map((full, column) => full + ((line === column ? 1 : 0) - full) * kept);
    return [...mixed, 0, 0].join(' ');
  });
  return [...numbers, '0 0 0 1 0'].join(' ');
}
