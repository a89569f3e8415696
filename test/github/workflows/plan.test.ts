import { expect } from 'chai';
import { runStep } from '../run-step.ts';
import { jobOf, workflowOf } from '../workflow-files.ts';
import { expression, runs, scriptWith } from '../workflow-parts.ts';

describe('plan.yml', () => {
  const review = jobOf('plan.yml', 'review');

  it('plans each pull request, and again when its description, which can allow a danger, is edited', () => {
    expect(workflowOf('plan.yml').on).to.deep.equal({
      pull_request: { types: ['opened', 'synchronize', 'reopened', 'edited'] },
      merge_group: null,
    });
    expect(workflowOf('plan.yml').concurrency).to.deep.equal({
      group: `plan-${expression('github.event.pull_request.number || github.run_id')}`,
      'cancel-in-progress': true,
    });
  });

  it('skips its jobs in a merge queue, where GitHub takes a skipped check for a passed one', () => {
    const ofThisRepository = 'github.event.pull_request.head.repo.full_name == github.repository';
    expect(jobOf('plan.yml', 'synth').if).to.equal(ofThisRepository);
    expect(jobOf('plan.yml', 'plan').if).to.match(new RegExp(`^${ofThisRepository.replaceAll('.', '\\.')} && `));
  });

  it('keeps the report of a plan that is refused too', () => {
    const upload = jobOf('plan.yml', 'plan').steps.at(-1);
    expect(upload).to.deep.include({ if: expression('!cancelled()') });
    expect(upload?.with).to.include({ name: `review-${expression('matrix.deployment.name')}`, overwrite: true });
  });

  it('fails the required check when an environment cannot be synthesized or planned, or its plan is dangerous', () => {
    expect(review).to.deep.include({
      needs: ['synth', 'plan'],
      if: expression("!cancelled() && (needs.plan.result != 'skipped' || needs.synth.result == 'failure')"),
    });
    expect(review.steps.at(-1)).to.include({ if: "needs.plan.result != 'success'", run: 'exit 1' });
  });

  it('comments without running any code of the pull request', () => {
    expect(review.steps.flatMap(({ uses }) => uses?.split('@')[0] ?? [])).to.deep.equal(['actions/download-artifact']);
    expect(runs(review).join()).not.to.match(/npm|npx|node /);
  });
});

describe('the Review step of plan.yml', () => {
  const script = scriptWith('review-plan', jobOf('plan.yml', 'plan').steps);
  const reviewOf = (description: string, code = 0) =>
    runStep(script, {
      programs: { npm: `echo "a report"; exit ${code}` },
      environment: { ENVIRONMENT: 'dev', ENVIRONMENTS: '2', CHARACTERS: '60000', DESCRIPTION: description },
    });

  it('reviews the plan of its environment, and keeps the report', async () => {
    const { status, calls, written } = await reviewOf('');
    expect(status).to.equal(0);
    expect(calls).to.deep.equal([
      'npm run --silent review-plan -- cdktf.out/stacks/thumbnails-dev/plan.json --environment dev --description description.md --characters 30000',
    ]);
    expect(await written('review-dev.md')).to.equal('a report\n');
  });

  it('passes on the description as it is, and runs nothing of it', async () => {
    const description = 'Why:\r\nAllow: $(touch harmed) ; touch harmed & --allow "$HOME" \\ %s\n';
    const { written } = await reviewOf(description);
    expect(await written('description.md')).to.equal(`${description}\n`);
    expect(await written('harmed')).to.equal(undefined);
  });

  it('passes when a deployment would only lift a pause, which it does not', async () => {
    const { status, stdout, written } = await reviewOf('', 5);
    expect(status).to.equal(0);
    expect(stdout).to.contain('::notice::dev is paused, and stays paused.');
    expect(await written('review-dev.md')).to.equal('a report\n');
  });

  for (const code of [1, 2, 3]) {
    it(`fails when the review ends with ${code}, and keeps the report`, async () => {
      const { status, written } = await reviewOf('', code);
      expect(status).to.equal(code);
      expect(await written('review-dev.md')).to.equal('a report\n');
    });
  }
});

describe('the comment of plan.yml', () => {
  const script = scriptWith('comment.md', jobOf('plan.yml', 'review').steps);
  const environment = { GITHUB_REPOSITORY: 'octo/photos', NUMBER: '7', RUN: 'https://example.com/run' };
  const files = { 'review-dev.md': 'of dev\n', 'review-prod.md': 'of prod\n' };
  const comments = (...ids: number[]) => `if [ "$2" = --paginate ]; then printf '%s\\n' ${ids.join(' ')}; fi`;

  it('is created if there is none', async () => {
    const { status, calls, written } = await runStep(script, { programs: { gh: ':' }, environment, files });
    expect(status).to.equal(0);
    expect(calls.at(-1)).to.equal(
      'gh api --silent --method POST repos/octo/photos/issues/7/comments --field body=@comment.md',
    );
    expect(await written('comment.md')).to.match(
      /^<!-- terraform plan -->\n.*https:\/\/example\.com\/run.*\n\nof dev\n\nof prod\n$/,
    );
  });

  it('is updated if there is one by GitHub Actions itself', async () => {
    const { calls } = await runStep(script, { programs: { gh: comments(11, 12) }, environment, files });
    expect(calls[0]).to.contain('github-actions').and.to.contain('startswith').and.to.contain('terraform plan');
    expect(calls.slice(1)).to.deep.equal([
      'gh api --silent --method PATCH repos/octo/photos/issues/comments/11 --field body=@comment.md',
    ]);
  });

  it('says where to look when nothing could be planned', async () => {
    const { status, written } = await runStep(script, { programs: { gh: ':' }, environment });
    expect(status).to.equal(0);
    expect(await written('comment.md')).to.contain('https://example.com/run');
  });

  it('fails when GitHub refuses it', async () => {
    expect(await runStep(script, { programs: { gh: 'exit 1' }, environment, files })).to.include({ status: 1 });
  });
});
