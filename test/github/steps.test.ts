import { expect } from 'chai';
import { runStep } from './run-step.ts';
import { actionSteps, jobOf, type Step } from './workflow-files.ts';

/** The script of the only step of a job, or an action, that has the text in it. */
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

describe('the Synthesize action', () => {
  const script = scriptWith('remoteState', actionSteps('synth'));
  const withState = (backend: object) =>
    runStep(script, {
      environment: { STACK: 'cdk.tf.json' },
      files: { 'cdk.tf.json': JSON.stringify({ terraform: { backend } }) },
    });

  it('lets a stack pass whose state is kept in a bucket', async () => {
    expect(await withState({ s3: { bucket: 'states' } })).to.include({ status: 0 });
  });

  it('refuses one whose state would be gone with the machine, and says what to set', async () => {
    const { status, stdout } = await withState({ local: { path: 'terraform.tfstate' } });
    expect(status).to.equal(1);
    expect(stdout).to.match(/^::error::Set remoteState in infra\/environments\.ts/);
  });
});

describe('the Plan step of plan.yml', () => {
  const script = scriptWith('terraform plan', jobOf('plan.yml', 'plan').steps);

  it('plans without a lock, and changes nothing', async () => {
    const { status, calls, written } = await runStep(script, { programs: { terraform: terraform.works } });
    expect(status).to.equal(0);
    expect(calls).to.deep.equal([
      'terraform init -input=false',
      'terraform plan -input=false -lock=false -out=plan.tfplan',
      'terraform show -json plan.tfplan',
    ]);
    expect(await written('plan.json')).to.equal('{}\n');
  });

  for (const command of ['init', 'plan', 'show']) {
    it(`fails when terraform ${command} does`, async () => {
      const { status } = await runStep(script, { programs: { terraform: terraform.failsAt(command) } });
      expect(status).to.equal(1);
    });
  }
});

describe('the Review step of plan.yml', () => {
  const script = scriptWith('review-plan', jobOf('plan.yml', 'plan').steps);
  const reviewOf = (description: string, code = 0) =>
    runStep(script, {
      programs: { npm: `echo "a report"; exit ${code}` },
      environment: { ENVIRONMENT: 'dev', ENVIRONMENTS: '2', CHARACTERS: '60000', DESCRIPTION: description },
    });
  const call =
    'npm run --silent review-plan -- cdktf.out/stacks/thumbnails-dev/plan.json --environment dev --characters 30000';

  it('reviews the plan of its environment, and keeps the report', async () => {
    const { status, calls, written } = await reviewOf('');
    expect(status).to.equal(0);
    expect(calls).to.deep.equal([call]);
    expect(await written('review-dev.md')).to.equal('a report\n');
  });

  it('allows what lines of the description name, however they end and are quoted', async () => {
    const { calls } = await reviewOf('Why:\r\nAllow: aws_s3_bucket.a\r\nAllow:   `aws_sqs_queue.b`  \nNot: Allow: c\n');
    expect(calls).to.deep.equal([`${call} --allow aws_s3_bucket.a --allow aws_sqs_queue.b`]);
  });

  it('takes nothing of the description for a command', async () => {
    const { calls, written } = await reviewOf('Allow: $(touch harmed) ; touch harmed & --allow "$HOME" \\\n');
    expect(calls).to.have.lengthOf(1);
    expect(calls[0]).to.contain('touch\\ harmed');
    expect(await written('harmed')).to.equal(undefined);
  });

  for (const code of [1, 2, 3]) {
    it(`fails when the review ends with ${code}, and keeps the report all the same`, async () => {
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

  it('is written where there is none', async () => {
    const { status, calls, written } = await runStep(script, { programs: { gh: ':' }, environment, files });
    expect(status).to.equal(0);
    expect(calls.at(-1)).to.equal(
      'gh api --silent --method POST repos/octo/photos/issues/7/comments --field body=@comment.md',
    );
    expect(await written('comment.md')).to.match(
      /^<!-- terraform plan -->\n.*https:\/\/example\.com\/run.*\n\nof dev\n\nof prod\n$/,
    );
  });

  it('is renewed where there is one, of which only that of GitHub Actions itself counts', async () => {
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

  it('fails when GitHub does not take it', async () => {
    expect(await runStep(script, { programs: { gh: 'exit 1' }, environment, files })).to.include({ status: 1 });
  });
});

describe('the Plan step of drift.yml', () => {
  const script = scriptWith('terraform plan', jobOf('drift.yml', 'plan').steps);

  for (const code of [0, 2]) {
    it(`goes on when terraform plan ends with ${code}, and passes that on`, async () => {
      const { status, written } = await runStep(script, { programs: { terraform: terraform.finds(code) } });
      expect(status).to.equal(0);
      expect(await written('GITHUB_OUTPUT')).to.equal(`code=${code}\n`);
    });
  }

  for (const code of [1, 130]) {
    it(`fails when terraform plan ends with ${code}`, async () => {
      const { status } = await runStep(script, { programs: { terraform: terraform.finds(code) } });
      expect(status).to.equal(code);
    });
  }
});

describe('the Review step of drift.yml', () => {
  const script = scriptWith('review-plan', jobOf('drift.yml', 'plan').steps);

  for (const [code, status] of [
    [0, 0],
    [3, 0],
    [2, 1],
  ] as const) {
    it(`ends with ${status} where the review does with ${code}`, async () => {
      const environment = { ENVIRONMENT: 'dev', ENVIRONMENTS: '2', CHARACTERS: '60000' };
      const step = await runStep(script, { programs: { npm: `echo "a report"; exit ${code}` }, environment });
      expect(step.status).to.equal(status);
      expect(await step.written('drift-dev.md')).to.equal('a report\n');
    });
  }
});

describe('the issue of drift.yml', () => {
  const script = scriptWith('gh issue', jobOf('drift.yml', 'report').steps);
  const open = (number: number) => `if [ "$1 $2" = 'issue list' ]; then echo ${number}; fi`;
  const files = { 'drift-dev.md': 'of dev\n', 'drift-prod.md': 'of prod\n' };

  it('is opened where there is none', async () => {
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

  it('is renewed where there is one', async () => {
    const { calls } = await runStep(script, { programs: { gh: open(5) }, files });
    expect(calls.slice(1)).to.deep.equal(['gh issue edit 5 --body-file body.md']);
  });

  it('is closed once nothing has drifted', async () => {
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

describe('deploy-environment.yml', () => {
  const { steps } = jobOf('deploy-environment.yml', 'deploy');
  const script = scriptWith('newest', steps);
  const environment = { GITHUB_REPOSITORY: 'octo/photos', GITHUB_SHA: 'abc' };

  it('deploys the newest commit of main', async () => {
    expect(await runStep(script, { programs: { gh: 'echo abc' }, environment })).to.include({ status: 0 });
  });

  it('deploys no older one, which would undo what came after it, unless it is run again', async () => {
    const { status, stdout } = await runStep(script, { programs: { gh: 'echo def' }, environment });
    expect(status).to.equal(1);
    expect(stdout).to.match(/^::error::main is at def by now/);
    expect(steps.find(({ run }) => run === script)?.if).to.equal('github.run_attempt == 1');
  });

  it('fails with cdktf', async () => {
    const deploy = scriptWith('cdktf deploy', steps);
    const step = await runStep(deploy, { programs: { npx: 'exit 1' }, environment: { ENVIRONMENT: 'dev' } });
    expect(step.status).to.equal(1);
    expect(step.calls).to.deep.equal(['npx cdktf deploy thumbnails-dev --auto-approve']);
  });
});
