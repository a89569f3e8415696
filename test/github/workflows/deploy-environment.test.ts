import { expect } from 'chai';
import { runStep } from '../run-step.ts';
import { jobOf } from '../workflow-files.ts';
import { expression, inputsOf, scriptWith } from '../workflow-parts.ts';

describe('deploy-environment.yml', () => {
  const plan = jobOf('deploy-environment.yml', 'plan');
  const deploy = jobOf('deploy-environment.yml', 'deploy');
  const environment = expression('inputs.environment');
  const region = expression('inputs.region');

  it('plans before the approval, in the role that only reads', () => {
    expect(plan.environment).to.equal(undefined);
    expect(inputsOf(plan, 'plan')).to.deep.equal({ environment, region, role: expression('inputs.plan-role') });
    expect(plan.outputs).to.deep.equal({
      digest: expression('steps.review.outputs.digest'),
      'has-changes': expression('steps.plan.outputs.has-changes'),
    });
  });

  it('deploys after the approval, and only a plan with changes', () => {
    expect(deploy.environment).to.equal(environment);
    expect(deploy.needs).to.deep.equal(['plan']);
    // Without a digest, the plan would only lift a pause.
    expect(deploy.if).to.equal("needs.plan.outputs.has-changes == 'true' && needs.plan.outputs.digest != ''");
  });

  it('never runs two deployments of one environment at a time, nor interrupts one', () => {
    expect(deploy.concurrency).to.deep.equal({ group: `deploy-${environment}`, 'cancel-in-progress': false });
  });

  it('compares its own plan with the reviewed one before it deploys', () => {
    expect(inputsOf(deploy, 'plan')).to.deep.equal({ environment, region, role: expression('inputs.deploy-role') });
    const compare = deploy.steps.at(-3);
    expect(compare?.run).to.include('--expect-digest "$DIGEST"');
    expect(compare?.env).to.include({ DIGEST: expression('needs.plan.outputs.digest') });
    expect(deploy.steps.at(-2)?.run).to.equal('npx cdktf deploy "thumbnails-$ENVIRONMENT" --skip-synth --auto-approve');
  });

  it('tries an upload last, by the one function that the role may invoke', () => {
    expect(deploy.steps.at(-1)?.run).to.equal('npm run --silent smoke -- --env "$ENVIRONMENT" --invoke');
    expect(deploy.steps.at(-1)).not.to.have.property('if');
  });
});

describe('the Review step of deploy-environment.yml', () => {
  const script = scriptWith('--digest-file', jobOf('deploy-environment.yml', 'plan').steps);
  const environment = { ENVIRONMENT: 'dev', GITHUB_REPOSITORY: 'octo/photos', GITHUB_SHA: 'abc' };
  const reviewOf = (code: number, LIFT_PAUSE = '') =>
    runStep(script, {
      programs: {
        gh: 'echo "Allow: aws_s3_bucket.source"',
        npm: `echo "a report"; echo 12ab > digest.txt; exit ${code}`,
      },
      environment: { ...environment, LIFT_PAUSE },
    });

  it('leaves a pause alone: it says so, and outputs no digest, without which nothing is deployed', async () => {
    const { status, stdout, written } = await reviewOf(5);
    expect(status).to.equal(0);
    expect(stdout).to.match(
      /^::notice::dev is paused, and stays paused\. The plan changes nothing else\..* with lift-pause\.\n$/,
    );
    expect(await written('GITHUB_OUTPUT')).to.equal(undefined);
    expect(jobOf('deploy-environment.yml', 'deploy').if).to.contain("needs.plan.outputs.digest != ''");
  });

  it('lifts a pause if it is told to', async () => {
    const step = jobOf('deploy-environment.yml', 'plan').steps.find(({ run }) => run === script);
    expect(step?.env['LIFT_PAUSE']).to.contain("inputs.lift-pause && 'true' || ''");
    expect((await reviewOf(0, 'true')).calls.at(-1)).to.match(/ --digest-file digest\.txt --lift-pause$/);
  });

  it('allows what the merged pull request allows', async () => {
    const { calls, written } = await reviewOf(0);
    expect(calls).to.deep.equal([
      'gh api repos/octo/photos/commits/abc/pulls --jq .\\[\\].body\\ //\\ empty',
      'npm run --silent review-plan -- cdktf.out/stacks/thumbnails-dev/plan.json --environment dev --description description.md --digest-file digest.txt',
    ]);
    expect(await written('description.md')).to.equal('Allow: aws_s3_bucket.source\n');
  });

  it('shows the report in the summary, and outputs the digest', async () => {
    const { status, written } = await reviewOf(0);
    expect(status).to.equal(0);
    expect(await written('GITHUB_STEP_SUMMARY')).to.equal('a report\n');
    expect(await written('GITHUB_OUTPUT')).to.equal('digest=12ab\n');
  });

  for (const code of [1, 3]) {
    it(`fails when the review ends with ${code}: it shows the report, and outputs no digest`, async () => {
      const { status, written } = await reviewOf(code);
      expect(status).to.equal(code);
      expect(await written('GITHUB_STEP_SUMMARY')).to.equal('a report\n');
      expect(await written('GITHUB_OUTPUT')).to.equal(undefined);
    });
  }

  it('fails when the description cannot be read', async () => {
    const { status, calls } = await runStep(script, { programs: { gh: 'exit 1', npm: ':' }, environment });
    expect(status).to.equal(1);
    expect(calls).to.have.lengthOf(1);
  });
});

describe('the deployment of deploy-environment.yml', () => {
  const { steps } = jobOf('deploy-environment.yml', 'deploy');
  const script = scriptWith('newest', steps);
  const environment = { GITHUB_REPOSITORY: 'octo/photos', GITHUB_SHA: 'abc' };

  it('deploys the newest commit of main', async () => {
    expect(await runStep(script, { programs: { gh: 'echo abc' }, environment })).to.include({ status: 0 });
  });

  it('refuses an older commit, which would undo newer ones, unless it is run again', async () => {
    const { status, stdout } = await runStep(script, { programs: { gh: 'echo def' }, environment });
    expect(status).to.equal(1);
    expect(stdout).to.match(/^::error::main has moved on to def/);
    expect(steps.find(({ run }) => run === script)?.if).to.equal('github.run_attempt == 1');
  });

  it('compares its plan with the reviewed one', async () => {
    const compare = scriptWith('--expect-digest', steps);
    const compared = (npm: string) =>
      runStep(compare, { programs: { npm }, environment: { ENVIRONMENT: 'dev', DIGEST: '12ab' } });
    const same = await compared('echo "a report"');
    expect(same.status).to.equal(0);
    expect(same.calls).to.deep.equal([
      'npm run --silent review-plan -- cdktf.out/stacks/thumbnails-dev/plan.json --environment dev --expect-digest 12ab',
    ]);
    expect(await same.written('GITHUB_STEP_SUMMARY')).to.equal(undefined);

    const other = await compared('echo "a report"; exit 4');
    expect(other.status).to.equal(4);
    expect(await other.written('GITHUB_STEP_SUMMARY')).to.equal('a report\n');
  });

  it('deploys with cdktf, and fails with it', async () => {
    const deploy = scriptWith('cdktf deploy', steps);
    const step = await runStep(deploy, { programs: { npx: 'exit 1' }, environment: { ENVIRONMENT: 'dev' } });
    expect(step.status).to.equal(1);
    expect(step.calls).to.deep.equal(['npx cdktf deploy thumbnails-dev --skip-synth --auto-approve']);
  });

  it('fails where an upload gets no thumbnail, so that no other environment is deployed', async () => {
    const smoke = scriptWith('smoke', steps);
    const step = await runStep(smoke, { programs: { npm: 'exit 1' }, environment: { ENVIRONMENT: 'dev' } });
    expect(step.status).to.equal(1);
    expect(step.calls).to.deep.equal(['npm run --silent smoke -- --env dev --invoke']);
  });
});
