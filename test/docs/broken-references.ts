import path from 'node:path';
import { parseMarkdown } from './parse-markdown.ts';
import type { Repository } from './repository.ts';

/** Directories of S3 keys in examples, which are written like directories of the repository. */
const exampleKeys = ['photos/', 'users/'];
/** Commands of npm itself. */
const npmCommands = ['ci', 'install'];

/**
 * The references of a document to what is not there: links to files and headings, paths in code, and npm scripts. Addresses on
 * the web are not tried.
 */
export function brokenReferences(file: string, repository: Repository): string[] {
  const { links, code } = parseMarkdown(repository.read(file));
  const broken = [
    ...links.filter((link) => !isLinkValid(file, link, repository)).map((link) => `link ${link}`),
    ...code.flatMap(wordsOf).filter((word) => isPath(word, repository) && !exists(word, repository)),
    ...code
      .flatMap(scriptsOf)
      .filter((name) => !repository.npmScripts.includes(name))
      .map((name) => `npm run ${name}`),
  ];
  return broken.map((reference) => `${file}: ${reference}`);
}

function isLinkValid(file: string, link: string, repository: Repository): boolean {
  if (/^\w+:/.test(link)) return true;
  const [target = '', anchor] = link.split('#');
  const linked = target === '' ? file : path.posix.join(path.posix.dirname(file), target).replace(/\/$/, '');
  if (!repository.paths.includes(linked)) return false;
  return anchor === undefined || parseMarkdown(repository.read(linked)).anchors.includes(anchor);
}

/** Words of code without the quotes and punctuation around them. */
function wordsOf(code: string): string[] {
  return code.split(' ').map((word) => word.replace(/^["'(]+|["'),;:]+$/g, ''));
}

/** A path of the repository: below one of its top-level directories, a source file, or a directory by its last character. */
function isPath(word: string, { paths }: Repository): boolean {
  if (!/^[\w.*-][\w.*/-]*$/.test(word) || word.startsWith('../') || exampleKeys.includes(word)) return false;
  return isFromRoot(word, paths) || /\.(ts|mjs|md|yml)$|\/$/.test(word);
}

function isFromRoot(word: string, paths: readonly string[]): boolean {
  return word.includes('/') && paths.includes(word.split('/')[0] ?? '');
}

/** From the root, or, as in `rendering/render.ts`, the end of a path: then in whatever directory it is. */
function exists(word: string, { paths, ignored }: Repository): boolean {
  if (ignored.some((pattern) => new RegExp(`^${expressionOf(pattern)}`).test(word))) return true;
  const start = isFromRoot(word, paths) ? '^' : '(^|/)';
  const expression = new RegExp(`${start}${expressionOf(word.replace(/\/$/, ''))}$`);
  return paths.some((each) => expression.test(each));
}

function expressionOf(glob: string): string {
  return glob.replaceAll('.', '\\.').replace(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'));
}

/** The names of the npm scripts that code runs. */
function scriptsOf(code: string): string[] {
  const runs = code.matchAll(/\bnpm (?:--prefix \S+ )?(?:run )?(?!run\b)([\w:-]+)/g);
  return [...runs].map(([, name = '']) => name).filter((name) => !npmCommands.includes(name));
}
