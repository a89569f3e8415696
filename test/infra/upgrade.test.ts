import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { root } from '../../scripts/cli/project-root.ts';
import { parsePlan } from '../../scripts/review-plan/plan.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../support/terraform/terraform.ts';
import { emptyZip } from './synthesized.ts';

const current = 'test/fixtures/hcl/thumbnails-prod/cdk.tf';
/** The resources that hold images and failed events, or take uploads. */
const kept = ['aws_s3_bucket', 'aws_sqs_queue', 'aws_lambda_function'];

/** The configuration of the tag that the release workflow names; the current one without it. */
async function lastRelease(): Promise<string> {
  const tag = process.env['LAST_RELEASE'];
  if (tag === undefined) return currentHcl();
  return (await promisify(execFile)('git', ['show', `${tag}:${current}`], { cwd: root })).stdout;
}

const currentHcl = () => readFile(path.join(root, current), 'utf8');

describe('an upgrade from the last release', () => {
  let terraform: Terraform;
  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    terraform = await startTerraform();
  });
  after(() => terraform?.stop());

  /** Applies one configuration, plans another one over it, and returns what that would destroy or replace. */
  async function lostBetween(before: string, after: string): Promise<string[]> {
    const directory = await temporaryDirectory();
    const write = async (hcl: string) => {
      for (const [, zip = ''] of hcl.matchAll(/"(assets\/[^"]+\.zip)"/g)) {
        await mkdir(path.join(directory, path.dirname(zip)), { recursive: true });
        await writeFile(path.join(directory, zip), emptyZip);
      }
      const backend = /backend "s3" \{[^}]*\}/;
      await writeFile(path.join(directory, 'cdk.tf'), hcl.replace(backend, ''));
    };
    const succeeding = async (...args: string[]) => {
      const { code, stdout, stderr } = await terraform.run(directory, ...args);
      if (code !== 0) throw new Error(`terraform ${args.join(' ')}: ${stdout}${stderr}`);
      return stdout;
    };
    await write(before);
    await succeeding('init', '-input=false');
    await succeeding('apply', '-auto-approve', '-input=false');
    await write(after);
    await succeeding('plan', '-input=false', '-out=plan');
    const { resource_changes: changes } = parsePlan(await succeeding('show', '-json', 'plan'));
    return changes
      .filter(({ type, change }) => kept.includes(type) && change.actions.includes('delete'))
      .map(({ address }) => address);
  }

  it('destroys and replaces no bucket, queue or function', async () => {
    expect(await lostBetween(await lastRelease(), await currentHcl())).to.deep.equal([]);
  });

  it('would be seen to replace a queue that has another name', async () => {
    const hcl = await currentHcl();
    const renamed = hcl.replaceAll('-thumbnail-dead-letter"', '-thumbnail-failures"');
    expect(renamed).not.to.equal(hcl);
    expect(await lostBetween(hcl, renamed)).to.deep.equal(['aws_sqs_queue.dead_letter']);
  });
});
