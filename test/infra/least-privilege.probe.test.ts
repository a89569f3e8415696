import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { ProbeReport } from '../../functions/probe/contract.ts';
import type { EnvironmentSettings } from '../../infra/settings.ts';
import { prepareLocalPackage } from '../../scripts/build/prepare-local-package.ts';
import { readStack } from '../../scripts/local-aws/index.ts';
import { type RunningAws, runAws } from '../support/running-aws.ts';
import { stackVariant } from '../support/stack-variant.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { removals } from './least-privilege/removals.ts';
import { writeStack } from './synthesized.ts';

const key = 'arn:aws:kms:eu-west-1:000000000000:key/1234abcd';
const probes: Record<string, Partial<EnvironmentSettings>> = {
  'that uploads': { probe: { everyMinutes: 15 }, encryption: key },
  'that reads the configuration': { probe: 'configuration' },
};
const works = 'passed, logged';

/** Removed parts, with what the run then reports. */
const symptoms: Record<string, string> = {
  WriteImages: 'denied s3:PutObject, logged',
  'WriteImages s3:PutObject': 'denied s3:PutObject, logged',
  'WriteImages s3:DeleteObject': 'denied s3:DeleteObject, logged',
  FindThumbnails: 'denied s3:GetObject, logged',
  DistinguishMissingFromDenied: 'denied s3:GetObject, logged',
  EncryptImages: 'denied s3:PutObject, logged',
  ReadNotifications: 'denied s3:GetBucketNotification, logged',
  WriteLog: 'passed, not logged',
};

describe("policy of the probe's role, on the local AWS", () => {
  let aws: RunningAws | undefined;
  afterEach(() => aws?.stop());

  for (const [name, settings] of Object.entries(probes)) {
    it(`allows a probe ${name} to work, and contains nothing unnecessary`, async () => {
      const { zip: functionPackage } = await prepareLocalPackage();
      const directory = await writeStack(await temporaryDirectory(), { settings, functionPackage });
      const policy = await policyOf(directory);
      aws = await runAws({ stackDirectory: directory });
      expect(await observe(aws)).to.equal(works);

      const seen: Record<string, string> = {};
      for (const [what, rest] of removals(policy)) {
        await aws.redeploy(stackVariant('resource.aws_iam_role_policy.probe.policy', rest, directory));
        seen[what] = await observe(aws);
      }
      expect(Object.keys(seen)).to.have.length.above(1);
      for (const [what, observation] of Object.entries(seen)) {
        expect(observation, what).to.equal(symptoms[what] ?? symptoms[what.split(' ')[0] ?? '']);
      }
    });
  }
});

async function policyOf(directory: string): Promise<string> {
  const { rolePolicies } = await readStack(directory, { accountId: '000000000000', endpoint: 'http://127.0.0.1' });
  return rolePolicies.find(({ role }) => role === 'thumbnails-test-probe')?.policy ?? '';
}

/** Runs the probe once, and returns its result, the call that was denied, and whether it could log. */
async function observe({ functions, lines }: RunningAws): Promise<string> {
  lines.length = 0;
  const { payload } = (await functions.get('thumbnails-test-probe')?.invoke({})) ?? {};
  // The process wrote the line before it answered, but this process may not have read it yet.
  await setImmediate();
  const report = ProbeReport.parse(payload);
  const end = report.result === 'passed' ? 'passed' : `denied ${report.reason.split(' ')[0]}`;
  return `${end}, ${lines.some((line) => line.includes('"message":"probe"')) ? 'logged' : 'not logged'}`;
}
