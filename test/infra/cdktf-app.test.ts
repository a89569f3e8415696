import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, cp, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { preparePackage } from '../../scripts/build/prepare-package.ts';
import { root } from '../../scripts/cli/project-root.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

describe('the app in cdktf.json', () => {
  let project: string;
  before(async () => {
    await preparePackage();
    project = await temporaryDirectory();
    // Copied with their times: otherwise package-lock.json would be newer than what is installed.
    const files = [
      'cdktf.json',
      'package.json',
      'package-lock.json',
      'tsup.config.ts',
      'functions',
      'infra',
      'scripts',
    ];
    // Only what is needed of dist/, in which other tests build at the same time.
    const built = [
      '.bundle-stamp',
      '.package-stamp-arm64',
      'bundle',
      'metafile.json',
      'native',
      'thumbnail.zip',
      'thumbnail.cdx.json',
    ];
    for (const file of [...files, ...built.map((name) => path.join('dist', name))]) {
      await cp(path.join(root, file), path.join(project, file), { recursive: true, preserveTimestamps: true });
    }
    await symlink(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
  });

  /** Runs the app as cdktf does. Any program stands in for Terraform, which the app only looks for. */
  async function runApp(environment: Record<string, string> = {}): Promise<void> {
    const { app } = JSON.parse(await readFile(path.join(project, 'cdktf.json'), 'utf8'));
    const env = { ...process.env, TERRAFORM_BINARY_NAME: process.execPath, CDKTF_OUTDIR: 'out', ...environment };
    await promisify(execFile)('sh', ['-c', app], { cwd: project, env });
  }

  async function packageDigest(): Promise<string> {
    const stack = path.join(project, 'out', 'stacks', 'thumbnails-dev');
    const { resource } = JSON.parse(await readFile(path.join(stack, 'cdk.tf.json'), 'utf8'));
    const zip = await readFile(path.join(stack, resource.aws_lambda_function.thumbnail.filename));
    return createHash('sha256').update(zip).digest('hex');
  }

  it('builds the function again when it has changed, so that no old package is deployed', async () => {
    await runApp();
    const first = await packageDigest();
    await runApp();
    expect(await packageDigest()).to.equal(first);

    await appendFile(path.join(project, 'functions', 'thumbnail', 'handler.ts'), "\nconsole.log('edited');\n");
    await runApp();

    expect(await packageDigest()).not.to.equal(first);
  });

  it('says that Terraform is missing, which cdktf does not', async () => {
    const failure = await runApp({ TERRAFORM_BINARY_NAME: 'no-terraform' }).catch((error) => error);

    expect(failure.stderr).to.match(/^Terraform was not found .*; expected `no-terraform` >= 1\.11 on the PATH\./);
    expect(failure.stderr).not.to.contain('    at ');
  });
});
