import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { configurationFile, exampleConfiguration } from '../../../scripts/build/configuration-file.ts';
import { root } from '../../../scripts/cli/project-root.ts';

describe('configurationFile', () => {
  const { ENVIRONMENTS_FILE } = process.env;
  afterEach(() => {
    process.env['ENVIRONMENTS_FILE'] = ENVIRONMENTS_FILE;
  });

  it("is the project's own in every test, and in every process that a test starts", () => {
    expect(ENVIRONMENTS_FILE).to.equal(exampleConfiguration);
    expect(configurationFile()).to.equal(exampleConfiguration);
  });

  it("is the user's otherwise", () => {
    delete process.env['ENVIRONMENTS_FILE'];
    expect(configurationFile()).to.equal(path.join(root, 'infra', 'environments.ts'));
  });
});

describe("infra/environments.ts, the user's configuration", () => {
  it('is imported by nothing but a path that the variable replaces', () => {
    const files = ['functions', 'infra', 'scripts', 'test'].flatMap((directory) =>
      readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|mjs)$/.test(file))
        .map((file) => path.join(directory, file)),
    );
    expect(files).to.include(path.normalize('scripts/build/configuration-file.ts'));
    const imports = /(from|import)[ (]*['"](\.\/|[./]*\/infra\/)environments\.ts['"]/;
    const importing = files.filter((file) => imports.test(readFileSync(path.join(root, file), 'utf8')));
    expect(importing).to.deep.equal([]);
  });
});
