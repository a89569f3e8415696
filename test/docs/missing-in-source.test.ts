import { expect } from 'chai';
import { root } from '../../scripts/cli/project-root.ts';
import { missingInSource } from './missing-in-source.ts';
import { readRepository } from './repository.ts';

describe('missingInSource', () => {
  const repository = readRepository(root);
  // Tests make up names, and npm writes the lock file.
  const isSource = (file: string) => /\.(ts|mjs|json|yml)$/.test(file) && !/^test\/|^package-lock/.test(file);

  it('finds nothing in this project', () => {
    const missing = repository.paths
      .filter(isSource)
      .flatMap((file) => missingInSource(repository.read(file), repository).map((name) => `${file}: ${name}`));
    expect(missing).to.deep.equal([]);
  });

  for (const [source, expected] of [
    ['/** See docs/nowhere.md. */', 'docs/nowhere.md'],
    ["throw new Error('Fix it in infra/nowhere.ts.');", 'infra/nowhere.ts'],
    ['"includes": ["scripts/nowhere/**"]', 'scripts/nowhere/**'],
    ['// `npm run nowhere` says more.', 'npm run nowhere'],
  ] as const) {
    it(`finds ${expected}`, () => {
      expect(missingInSource(source, repository)).to.deep.equal([expected]);
    });
  }

  it('lets pass what exists, and what stands for any name', () => {
    const source =
      '// See docs/settings.md. `npm run build` runs scripts/commands/NAME.ts of infra/, and/or infra/**/*.ts in nowhere/at.ts';
    expect(missingInSource(source, repository)).to.deep.equal([]);
  });
});
