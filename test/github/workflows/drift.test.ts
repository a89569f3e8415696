import { expect } from 'chai';
import { runStep } from '../run-step.ts';
import { jobOf, workflowOf } from '../workflow-files.ts';
import { scriptWith } from '../workflow-parts.ts';

describe('drift.yml', () => {
  it('runs daily and on demand, one run at a time, from main alone', () => {
    expect(workflowOf('drift.yml').on).to.have.all.keys('schedule', 'workflow_dispatch');
    expect(workflowOf('drift.yml').on['schedule']).to.deep.equal([{ cron: '23 5 * * *' }]);
    expect(workflowOf('drift.yml').concurrency).to.deep.equal({ group: 'drift', 'cancel-in-progress': false });
    expect(jobOf('drift.yml', 'synth').if).to.equal("github.ref == 'refs/heads/main'");
    expect(jobOf('drift.yml', 'plan').if).to.equal("needs.synth.outputs.deployments != '[]'");
  });

  it('reviews every plan, also one without changes', () => {
    const review = jobOf('drift.yml', 'plan').steps.find(({ name }) => name === 'Review');
    expect(review).not.to.equal(undefined);
    expect(review?.if).to.equal(undefined);
  });

  it('reports only when every environment was planned', () => {
    const report = jobOf('drift.yml', 'report');
    expect([report.needs, report.if]).to.deep.equal([['plan'], undefined]);
  });
});

describe('the Review step of drift.yml', () => {
  const script = scriptWith('review-plan', jobOf('drift.yml', 'plan').steps);
  const reviewOf = (changes: string[][], code = 0) =>
    runStep(script, {
      programs: { npm: `echo "a report"; exit ${code}` },
      environment: { ENVIRONMENT: 'dev', ENVIRONMENTS: '2', CHARACTERS: '60000' },
      files: {
        'cdktf.out/stacks/thumbnails-dev/plan.json': JSON.stringify({
          resource_changes: changes.map((actions) => ({ change: { actions } })),
          output_changes: { warning: { actions: ['create'] } },
        }),
      },
    });
  const drifted = async (run: ReturnType<typeof reviewOf>) => (await (await run).written('GITHUB_OUTPUT')) ?? '';

  for (const actions of [['update'], ['delete', 'create'], ['create', 'forget']]) {
    it(`finds drift in a resource whose actions are ${actions.join(' and ')}`, async () => {
      expect(await drifted(reviewOf([['no-op'], actions]))).to.equal('drifted=true\n');
    });
  }

  it('finds no drift when only an output differs, or data is read', async () => {
    expect(await drifted(reviewOf([['no-op'], ['read']]))).to.equal('');
  });

  it('reports a pause as a pause, not as drift', async () => {
    const step = await reviewOf([['update']], 5);
    expect(step.status).to.equal(0);
    expect(await step.written('GITHUB_OUTPUT')).to.equal(undefined);
    expect(step.stdout).to.match(/^::warning::dev is paused, which is no drift/);
    expect(await step.written('GITHUB_STEP_SUMMARY')).to.equal('a report\n');
  });

  it('finds drift in a danger, even if Terraform would change nothing', async () => {
    expect(await drifted(reviewOf([['no-op']], 3))).to.equal('drifted=true\n');
  });

  for (const [code, status] of [
    [0, 0],
    [3, 0],
    [2, 2],
    [1, 1],
  ] as const) {
    it(`ends with ${status} when the review ends with ${code}, and keeps the report`, async () => {
      const step = await reviewOf([], code);
      expect(step.status).to.equal(status);
      expect(await step.written('drift-dev.md')).to.equal('a report\n');
    });
  }

  it('fails when the plan cannot be read', async () => {
    const environment = { ENVIRONMENT: 'dev', ENVIRONMENTS: '2', CHARACTERS: '60000' };
    const { status } = await runStep(script, { programs: { npm: ':' }, environment });
    expect(status).not.to.equal(0);
  });
});

describe('the issue of drift.yml', () => {
  const script = scriptWith('gh issue', jobOf('drift.yml', 'report').steps);
  const open = (number: number) => `if [ "$1 $2" = 'issue list' ]; then echo ${number}; fi`;
  const files = { 'drift-dev.md': 'of dev\n', 'drift-prod.md': 'of prod\n' };

  it('is opened if there is none', async () => {
    const { status, calls, written } = await runStep(script, { programs: { gh: ':' }, files });
    expect(status).to.equal(0);
    expect(calls.map((call) => call.split(' ').slice(0, 3).join(' '))).to.deep.equal([
      'gh issue list',
      'gh label create',
      'gh issue create',
    ]);
    expect(calls[0]).to.contain('--label drift --app github-actions --state open');
    expect(await written('body.md')).to.match(/\n\nof dev\n\nof prod\n$/);
  });

  it('is updated if there is one', async () => {
    const { calls } = await runStep(script, { programs: { gh: open(5) }, files });
    expect(calls.slice(1)).to.deep.equal(['gh issue edit 5 --body-file body.md']);
  });

  it('is closed when nothing has drifted', async () => {
    const { calls } = await runStep(script, { programs: { gh: open(5) } });
    expect(calls).to.have.lengthOf(2);
    expect(calls[1]).to.match(/^gh issue close 5 --comment /);
  });

  it('is not opened when nothing has drifted', async () => {
    const { status, calls } = await runStep(script, { programs: { gh: ':' } });
    expect(status).to.equal(0);
    expect(calls).to.have.lengthOf(1);
  });
});
