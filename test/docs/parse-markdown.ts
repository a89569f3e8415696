/** The parts of a document that can point at something. */
export interface Markdown {
  /** The anchors that GitHub gives the headings. */
  anchors: string[];
  /** The targets of links and images, as they are written. */
  links: string[];
  /** Lines of code blocks and pieces of inline code, with each run of whitespace made one space. */
  code: string[];
}

const fence = /^( *)```\w*\n([\s\S]*?)^\1```$/gm;
const inlineCode = /`([^`]+)`/g;

/** Reads the subset of Markdown that this project's documents use: fenced code blocks, inline code, `#` headings and inline links. */
export function parseMarkdown(text: string): Markdown {
  const prose = text.replace(fence, '');
  const lines = [...text.matchAll(fence)].flatMap(([, , content = '']) => content.split('\n'));
  const inline = [...prose.matchAll(inlineCode)].map(([, content = '']) => content);
  const links = prose.replace(inlineCode, 'code').matchAll(/\]\(([^)\s]+)\)/g);
  return {
    anchors: anchorsOf(prose),
    links: [...links].map(([, target = '']) => target),
    code: [...lines, ...inline].map((code) => code.replace(/\s+/g, ' ').trim()),
  };
}

/** Follows https://github.com/Flet/github-slugger: a heading that was there before gets a number. */
function anchorsOf(prose: string): string[] {
  const seen = new Map<string, number>();
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    const visible = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const slug = visible
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const earlier = seen.get(slug) ?? 0;
    seen.set(slug, earlier + 1);
    return earlier === 0 ? slug : `${slug}-${earlier}`;
  });
}
