import { expect } from 'chai';
import { runStep } from './run-step.ts';
import { actionSteps, jobOf, type Step } from './workflow-files.ts';

/** Returns the script of the only step of a job or an action that contains the text. */
function scriptWith(text: string, steps: readonly Step[]): string {
  const scripts = steps.flatMap(({ run }) => (run?.includes(text) ? run : []));
  expect(scripts, `steps with ${text}`).to.have.lengthOf(1);
  return `${scripts[0]}`;
}

const terraform = {
  works: 'if [ "$1" = show ]; then echo "{}"; fi',
  finds: (code: number) => `if [ "$1" = plan ]; then exit ${code}; fi`,
  failsAt: (command: string) => `if [ "$1" = ${command} ]; then exit 1; fi`,
};

describe('the list of deployments in synth.yml', () => {
  const script = scriptWith('npm run --silent deployments', jobOf('synth.yml', 'synth').steps);

  it('is passed on as one line', async () => {
    const { status, calls, written } = await runStep(script, { programs: { npm: 'echo \'[{"name":"dev"}]\'' } });
    expect(status).to.equal(0);
    expect(calls).to.deep.equal(['npm run --silent deployments']);
    expect(await written('GITHUB_OUTPUT')).to.equal('json=[{"name":"dev"}]\n');
  });

  it('fails when the configuration is wrong', async () => {
    const { status, written } = await runStep(script, { programs: { npm: 'echo "[]"; exit 1' } });
    expect(status).to.equal(1);
    expect(await written('GITHUB_OUTPUT')).to.equal(undefined);
  });
});

describe('the Plan action', () => {
  const script = scriptWith('terraform plan', actionSteps('plan'));
  const plan = (program: string, files: Record<string, string> = {}) =>
    runStep(script, {
      programs: { terraform: program },
      environment: { LOCK_FILE: 'infra/.terraform.lock.hcl' },
      files,
    });

  it('plans without a lock, and changes nothing', async () => {
    const { status, calls, written } = await plan(terraform.works);
    expect(status).to.equal(0);
    expect(calls).to.deep.equal([
      'terraform init -input=false',
      'terraform plan -input=false -lock=false -detailed-exitcode -out=plan.tfplan',
      'terraform show -json plan.tfplan',
    ]);
    expect(await written('plan.json')).to.equal('{}\n');
  });

  for (const [code, hasChanges] of [
    [0, false],
    [2, true],
  ] as const) {
    it(`outputs whether there are changes when terraform plan ends with ${code}`, async () => {
      const { status, written } = await plan(terraform.finds(code));
      expect(status).to.equal(0);
      expect(await written('GITHUB_OUTPUT')).to.equal(`has-changes=${hasChanges}\n`);
    });
  }

  for (const code of [1, 130]) {
    it(`fails when terraform plan ends with ${code}`, async () => {
      expect(await plan(terraform.finds(code))).to.include({ status: code });
    });
  }

  for (const command of ['init', 'show']) {
    it(`fails when terraform ${command} does`, async () => {
      expect(await plan(terraform.failsAt(command))).to.include({ status: 1 });
    });
  }

  it('uses the committed lock file, and lets no init change it, nor a later one of cdktf', async () => {
    const printsArguments = 'echo "$1: $TF_CLI_ARGS_init"';
    const { status, stdout, written } = await plan(printsArguments, { 'infra/.terraform.lock.hcl': 'locked' });
    expect(status).to.equal(0);
    expect(await written('.terraform.lock.hcl')).to.equal('locked');
    expect(stdout).to.match(/^init: -lockfile=readonly\n/);
    expect(await written('GITHUB_ENV')).to.equal('TF_CLI_ARGS_init=-lockfile=readonly\n');
  });

  it('lets Terraform choose the provider when no lock file is committed', async () => {
    const { stdout, written } = await plan('echo "$1: $TF_CLI_ARGS_init"');
    expect(stdout).to.match(/^init: \n/);
    expect(await written('GITHUB_ENV')).to.equal(undefined);
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

describe('release.yml', () => {
  const { steps } = jobOf('release.yml', 'build');
  const environment = { GITHUB_REF_NAME: 'v1.2.0' };

  it('stops when the tag is not the version of package.json', async () => {
    const script = scriptWith('package.json', steps);
    const tagged = (version: string) =>
      runStep(script, { environment, files: { 'package.json': JSON.stringify({ version }) } });
    expect((await tagged('1.2.0')).status).to.equal(0);
    const { status, stdout } = await tagged('1.1.0');
    expect(status).to.equal(1);
    expect(stdout).to.match(/^::error::The tag is v1\.2\.0, and package\.json has v1\.1\.0\./);
  });

  for (const [tags, called] of [
    ['v1.2.0', []],
    ['v1.2.0\nv1.1.0\nv1.0.0', ['npx mocha test/infra/upgrade.test.ts']],
  ] as const) {
    it(`plans over the last release ${called.length ? 'if there is one' : 'unless it is the first'}`, async () => {
      const programs = { git: `printf '${tags}\n'`, npx: 'test "$LAST_RELEASE" = v1.1.0' };
      const { status, calls } = await runStep(scriptWith('LAST_RELEASE', steps), { environment, programs });
      expect(status).to.equal(0);
      expect(calls.filter((call) => call.startsWith('npx'))).to.deep.equal(called);
    });
  }
});
