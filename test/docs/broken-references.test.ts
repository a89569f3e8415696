import { expect } from 'chai';
import { root } from '../../scripts/cli/project-root.ts';
import { brokenReferences } from './broken-references.ts';
import { documents, readRepository } from './repository.ts';

describe('brokenReferences', () => {
  const repository = readRepository(root);

  for (const document of documents(repository)) {
    it(`finds none in ${document}`, () => {
      expect(brokenReferences(document, repository)).to.deep.equal([]);
    });
  }

  const documentOf = (text: string) => ({
    ...repository,
    paths: [...repository.paths, 'x.md'],
    read: (file: string) => (file === 'x.md' ? text : repository.read(file)),
  });

  for (const [text, expected] of [
    ['[no file](docs/nowhere.md)', 'link docs/nowhere.md'],
    ['[no directory](docs/nowhere/)', 'link docs/nowhere/'],
    ['[no such heading](docs/settings.md#nowhere)', 'link docs/settings.md#nowhere'],
    ['[no such heading here](#nowhere)', 'link #nowhere'],
    ['![no image](docs/nowhere.png)', 'link docs/nowhere.png'],
    ['[`code` as text](docs/nowhere.md)', 'link docs/nowhere.md'],
    ['`infra/nowhere.ts`', 'infra/nowhere.ts'],
    ['`thumbnail/nowhere.ts`, below another directory', 'thumbnail/nowhere.ts'],
    ['`nowhere.ts`', 'nowhere.ts'],
    ['`scripts/nowhere`', 'scripts/nowhere'],
    ['`nowhere/`', 'nowhere/'],
    ['`infra/*.nowhere.ts`', 'infra/*.nowhere.ts'],
    ['`npm test -- test/nowhere/*.test.ts`', 'test/nowhere/*.test.ts'],
    ['`npm run nowhere`', 'npm run nowhere'],
    ['`npm run\nnowhere`', 'npm run nowhere'],
    ['```sh\ncd infra && npm run nowhere -- --option   # comment\n```', 'npm run nowhere'],
    ['```sh\nnpm --prefix ../.. run nowhere\n```', 'npm run nowhere'],
    ['`nowhereFound`', 'nowhereFound'],
    ['```text\nfunctions/nowhere/   comment\n```', 'functions/nowhere/'],
  ] as const) {
    it(`finds ${JSON.stringify(text)}`, () => {
      expect(brokenReferences('x.md', documentOf(text))).to.deep.equal([`x.md: ${expected}`]);
    });
  }

  it('lets pass what is there, built, an example, or somewhere else', () => {
    const text = `
# Two \`words\`, and more

[a heading](#two-words-and-more), [of another document](docs/settings.md#a-source-bucket-that-exists), [a directory](infra/),
[the web](https://example.com/nowhere.ts), \`infra/settings.ts\`, \`rendering/\`, \`infra/**/*.ts\`, \`settings.test.ts\`,
\`dist/thumbnail.zip\`, \`.local/\`, \`photos/\`, \`photos/cat.jpg\`, \`/bootstrap/\`, \`<name>.ts\`, \`npm ci\`, \`npm test\`

\`\`\`sh
npm start -- --once --out thumbnails ~/Pictures
npm run synth:hcl   # npm run
\`\`\`
`;
    expect(brokenReferences('x.md', documentOf(text))).to.deep.equal([]);
  });
});
