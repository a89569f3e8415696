import { expect } from 'chai';
import { fuzz } from '../../../../scripts/trials/fuzz/fuzz.ts';
import type { Finding } from '../../../../scripts/trials/fuzz/judge.ts';
import { expectError } from '../../../support/expect-error.ts';
import { stackVariant } from '../../../support/stack-variant.ts';

const options = { seed: 20_261_124, first: 0, onProgress: () => {}, signal: new AbortController().signal };

describe('fuzz', () => {
  it('finds no harm in broken images of every kind', async () => {
    const findings: Finding[] = [];
    const { outcomes, peakBytes } = await fuzz({
      ...options,
      count: 160,
      step: 24,
      onFinding: (finding) => findings.push(finding),
    });

    expect(findings.map(({ index, name, harm }) => `${index}: ${name}: ${harm}`)).to.deep.equal([]);
    expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).to.equal(160);
    // If one of them were missing, the inputs would be too broken, or not broken enough.
    for (const outcome of ['created', 'rejected: corrupt-image', 'rejected: unsupported-format']) {
      expect(outcomes.get(outcome), outcome).to.be.above(15);
    }
    if (process.platform === 'linux') expect(peakBytes).to.be.below(300 * 1024 ** 2);
  });

  it('refuses a stack whose function is not called, since it would find nothing', async () => {
    const events = 'resource.aws_s3_bucket_notification.uploads.lambda_function.0.events';
    const stackDirectory = await stackVariant(events, ['s3:ObjectRemoved:*']);

    const { message } = await expectError(Error, undefined, () =>
      fuzz({ ...options, stackDirectory, count: 1, onFinding: () => {} }),
    );

    expect(message).to.equal(
      'A valid image has no outcome, expected created: a fuzz of this stack would find nothing.',
    );
  });

  it('reports inputs that make the function fail', async () => {
    const findings: Finding[] = [];
    // A rejection removes the thumbnails, which the function then may not.
    const permission =
      'data.aws_iam_policy_document.thumbnail_permissions.statement.WriteThumbnails.actions.s3:DeleteObject';
    const stackDirectory = await stackVariant(permission);

    const { outcomes } = await fuzz({
      ...options,
      stackDirectory,
      count: 2,
      onFinding: (finding) => findings.push(finding),
    });

    expect([...outcomes]).to.deep.equal([['failed: access-denied', 2]]);
    expect(findings.map(({ index }) => index)).to.have.members([0, 1]);
    expect(findings[0]?.harm).to.match(/^failed: access-denied: .*s3:DeleteObject/);
  });
});
