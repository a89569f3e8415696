import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/cli/project-root.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { acceptedFindings } from './accepted-findings.ts';

const files = {
  '.checkov.yaml': `
quiet: true
skip-check:
  # No log, because
  # nobody reads it.
  - CKV_AWS_1
  - CKV_AWS_2
  # Not needed.
  - CKV_AWS_3
`,
  '.trivyignore.yaml': 'misconfigurations:\n  - id: AWS-0001\n    statement: Set something.\n',
  'zizmor.yml': 'rules:\n  # A constant.\n  github-env:\n    disable: true\n',
};

async function findingsOf(changed: Partial<typeof files> = {}) {
  const directory = await temporaryDirectory();
  for (const [name, text] of Object.entries({ ...files, ...changed })) await writeFile(join(directory, name), text);
  return acceptedFindings(directory);
}

describe('acceptedFindings', () => {
  it('returns each rule with its reason, which it may share with the rule before it', async () => {
    expect(await findingsOf()).to.deep.equal([
      { scanner: 'checkov', rule: 'CKV_AWS_1', reason: 'No log, because nobody reads it.' },
      { scanner: 'checkov', rule: 'CKV_AWS_2', reason: 'No log, because nobody reads it.' },
      { scanner: 'checkov', rule: 'CKV_AWS_3', reason: 'Not needed.' },
      { scanner: 'trivy', rule: 'AWS-0001', reason: 'Set something.' },
      { scanner: 'zizmor', rule: 'github-env', reason: 'A constant.' },
    ]);
  });

  it('refuses a rule without a reason', async () => {
    const unexplained = {
      '.checkov.yaml': 'skip-check:\n  - CKV_AWS_1\n',
      '.trivyignore.yaml': 'misconfigurations:\n  - id: AWS-0001\n',
      'zizmor.yml': 'rules:\n  github-env:\n    disable: true\n',
    };
    for (const [name, text] of Object.entries(unexplained)) {
      const error = await findingsOf({ [name]: text }).catch((reason: Error) => reason);
      expect(error, name).to.be.an('error').with.property('message').that.includes('without a reason');
    }
  });

  it("reads this project's own files", async () => {
    expect((await acceptedFindings(root)).map(({ rule }) => rule)).to.include.members(['CKV_AWS_116', 'github-env']);
  });
});
