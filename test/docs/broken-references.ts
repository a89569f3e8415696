import path from 'node:path';
import { missingScripts } from './npm-command-lines.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { exists, isFromRoot } from './paths.ts';
import type { Repository } from './repository.ts';

/** Directories of S3 keys in examples, which are written like directories of the repository. */
const exampleKeys = ['photos/', 'users/', 'users/42/', 'users/421/', 'results/', 'backfill-reports/'];

/**
 * The references of a document to what does not exist: links to files and headings, paths in code, npm scripts, and
 * identifiers in camel case. Addresses on the web are not tried.
 */
export function brokenReferences(file: string, repository: Repository): string[] {
  const { links, code } = parseMarkdown(repository.read(file));
  const broken = [
    ...links.filter((link) => !isLinkValid(file, link, repository)).map((link) => `link ${link}`),
    ...code.flatMap(wordsOf).filter((word) => isPath(word, repository) && !exists(word, repository)),
    ...code.flatMap((each) => missingScripts(each, repository)).map((name) => `npm run ${name}`),
    ...code.filter((each) => isIdentifier(each) && !repository.identifiers.has(each)),
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

/** In camel case: other words are also those of AWS, Terraform and formats. */
function isIdentifier(code: string): boolean {
  return /^[a-z]+[A-Z]\w*$/.test(code);
}

/** Words of code without the quotes and punctuation around them. */
function wordsOf(code: string): string[] {
  return code.split(' ').map((word) => word.replace(/^["'(]+|["'),;:]+$/g, ''));
}

/** Whether a word is meant as a path of the repository: from its root, to a source file, or to a directory by its last character. */
function isPath(word: string, repository: Repository): boolean {
  if (!/^[\w.*-][\w.*/-]*$/.test(word) || word.startsWith('../') || exampleKeys.includes(word)) return false;
  return isFromRoot(word, repository) || /\.(ts|mjs|md|yml)$|\/$/.test(word);
}
