/** A program that looks for mistakes. Its own file, in the project's directory, holds what is accepted. */
export interface Scanner {
  name: string;
  /** Arguments that let it find the mistakes in `hcl`, the directory of the stacks, and exit with another code than 0 if there are any. */
  args: (hcl: string) => string[];
  /** The command that installs the version which this project was scanned with. */
  install: string;
}

export const trivyVersion = 'v0.74.0';

/** The versions and hashes of the first and the last are in .github/scanners/requirements.txt. */
const pip = 'python3 -m pip install --require-hashes -r .github/scanners/requirements.txt';

export const scanners: readonly Scanner[] = [
  { name: 'checkov', args: (hcl) => ['--config-file', '.checkov.yaml', '--directory', hcl], install: pip },
  {
    name: 'trivy',
    // Without the update, it uses the rules that are built into it.
    args: (hcl) => [
      'config',
      '--skip-check-update',
      '--ignorefile',
      '.trivyignore.yaml',
      '--exit-code',
      '1',
      '--quiet',
      hcl,
    ],
    install: `GOEXPERIMENT=jsonv2 go install github.com/aquasecurity/trivy/cmd/trivy@${trivyVersion}`,
  },
  { name: 'zizmor', args: () => ['--offline', '--quiet', '--config', 'zizmor.yml', '.'], install: pip },
];
