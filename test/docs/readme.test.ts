import { expect } from 'chai';
import { root } from '../../scripts/cli/project-root.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { documents, readRepository } from './repository.ts';

describe('README.md', () => {
  it('lists every document of docs/', () => {
    const repository = readRepository(root);
    const { links } = parseMarkdown(repository.read('README.md').split('## Documents')[1] ?? '');

    const files = documents(repository).filter((file) => /^docs\/[^/]+$/.test(file));
    expect(links).to.include.members(files);
  });
});
