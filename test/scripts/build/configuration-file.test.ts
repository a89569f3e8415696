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
