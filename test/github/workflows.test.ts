import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { actionSteps, actions, type Job, jobOf, workflows } from './workflow-files.ts';

const root = new URL('../../', import.meta.url);

const jobs = workflows.flatMap((workflow) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ title: `${workflow.name} ${name}`, workflow, job })),
);
const shared = [...actions.values()];
const steps = [...jobs.flatMap(({ job }) => job.steps), ...shared.flatMap((action) => action.steps)];
const texts = [...workflows, ...shared].map(({ text }) => text);
const reachesAws = ({ permissions }: Job) => permissions?.['id-token'] === 'write';

const workflow = (file: string) => {
  const found = workflows.find(({ name }) => name === file);
  if (!found) throw new Error(`there is no .github/workflows/${file}`);
  return found;
};
/** Returns an expression as GitHub writes it. */
const expression = (text: string) => ['$', '{{ ', text, ' }}'].join('');
const runs = (job: Job) => job.steps.flatMap(({ run }) => run ?? []);
/** Returns the inputs of the only step of a job that uses the action. */
const inputsOf = (job: Job, action: string) => {
  const using = job.steps.filter(({ uses }) => uses === `./.github/actions/${action}`);
  expect(using, action).to.have.lengthOf(1);
  return using[0]?.with;
};
const fromDeployments = expression('fromJSON(needs.synth.outputs.deployments)');

/** Its token can assume no role: they trust pull requests, the main branch and environments, not tags. */
const publishes = 'release.yml publish';

describe('the workflows', () => {
  it('give no permission to a whole workflow, and each job the permissions that it names', () => {
    for (const { name, permissions } of workflows) expect(permissions, name).to.deep.equal({});
    for (const { title, job } of jobs) expect(job.permissions, title).not.to.equal(undefined);
  });

  it('let no job but that which publishes a release write to the repository, and no job that reaches AWS write anything at GitHub', () => {
    const writable = ['id-token', 'issues', 'pull-requests'];
    for (const { title, job } of jobs.filter((each) => each.title !== publishes)) {
      const written = Object.entries(job.permissions ?? {}).flatMap(([scope, right]) =>
        right === 'write' ? scope : [],
      );
      expect(writable, title).to.include.members(written);
      if (reachesAws(job)) expect(written, title).to.deep.equal(['id-token']);
    }
  });

  it('publish what another job has built, without running any of its code', () => {
    const [publish] = jobs.filter(({ title }) => title === publishes);
    expect(publish?.job.permissions).to.deep.equal({ contents: 'write', 'id-token': 'write', attestations: 'write' });
    expect(publish?.job.steps.map(({ run = '' }) => run).join()).not.to.match(/npm|node|npx/);
  });

  it('pin the actions of others to the full SHA of a commit, with its version beside it', () => {
    const uses = texts.flatMap((text) => [...text.matchAll(/^ *(?:- )?uses: (.*)$/gm)].map(([, use = '']) => use));
    expect(uses).not.to.deep.equal([]);
    for (const use of uses)
      expect(use).to.match(/^(\.\/\.github\/[\w./-]+|[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it('use one version of each action', () => {
    const pins = new Map<string, Set<string>>();
    for (const { uses } of steps) {
      const [action = '', pin = ''] = uses?.split('@') ?? [];
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
    for (const [action, versions] of pins) expect(versions.size, action).to.equal(1);
  });

  it('name only workflows and actions of this repository that exist', () => {
    for (const { uses } of [...steps, ...jobs.map(({ job }) => job)]) {
      if (!uses?.startsWith('./')) continue;
      const file = uses.endsWith('.yml') ? uses : `${uses}/action.yml`;
      expect(existsSync(new URL(file, root)), uses).to.equal(true);
    }
  });

  it('limit the time of every job', () => {
    for (const { title, job } of jobs) {
      // The jobs of a called workflow have time limits of their own.
      if (job.uses === undefined) expect(job['timeout-minutes'], title).to.be.within(1, 30);
    }
  });

  it('run no code of a pull request with the permissions of the repository', () => {
    for (const { name, on } of workflows) {
      expect(on, name).not.to.have.any.keys('pull_request_target', 'workflow_run', 'issue_comment');
    }
  });

  it("give no fork's pull request a way to AWS", () => {
    const privileged = jobs.filter(({ workflow, job }) => 'pull_request' in workflow.on && reachesAws(job));
    expect(privileged.map(({ title, job }) => [title, job.if])).to.deep.equal([
      [
        'plan.yml plan',
        "github.event.pull_request.head.repo.full_name == github.repository && needs.synth.outputs.deployments != '[]'",
      ],
    ]);
  });

  it('build and synthesize only where no AWS credentials can be had', () => {
    const building = jobs.filter(({ job }) => runs(job).some((run) => /npm run (build|release|synth)/.test(run)));
    expect(building.map(({ title }) => title)).to.deep.equal([
      'advisories.yml shipped',
      'release.yml build',
      'synth.yml synth',
    ]);
    for (const { job } of building) expect(job.permissions).to.deep.equal({ contents: 'read' });
    expect(shared.flatMap((action) => action.steps).map(({ run }) => run ?? '')).not.to.include('npm run build');
  });

  it('name no environment: each comes from infra/environments.ts', () => {
    for (const text of texts) expect(text).not.to.match(/\b(dev|prod)\b/);
    for (const { job, title } of jobs) {
      const matrix = job.strategy?.matrix ?? {};
      if ('deployment' in matrix) expect(matrix, title).to.deep.equal({ deployment: fromDeployments });
    }
  });

  it('use no stored key, nor any other secret', () => {
    for (const text of texts) {
      expect(text).not.to.match(/secrets\.|aws-access-key-id|AWS_SECRET_ACCESS_KEY|secrets: inherit/);
    }
  });

  it('leave no token in the working copy', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).not.to.deep.equal([]);
    for (const checkout of checkouts) expect(checkout.with['persist-credentials']).to.equal(false);
  });

  it('pass values to scripts by environment variables alone', () => {
    for (const { run } of steps) if (run !== undefined) expect(run).not.to.include('$' + '{{');
  });

  it('install only what the lock file names, without running install scripts', () => {
    const scripts = steps.map(({ run }) => run ?? '').join('\n');
    expect(scripts).to.include('npm ci --ignore-scripts');
    expect(scripts).not.to.match(/npm (install|i) |npm ci(?! --ignore-scripts)/);
  });

  it('let no step fail silently', () => {
    for (const step of steps) expect(step).not.to.have.property('continue-on-error');
  });
});

describe('the Set up action', () => {
  it('installs a Terraform that locks states, without the wrapper that changes its output', () => {
    const terraform = actionSteps('setup').find(({ uses }) => uses?.startsWith('hashicorp/setup-terraform@'));
    expect(terraform?.with).to.deep.equal({ terraform_version: '1.11.4', terraform_wrapper: false });
  });
});

describe('the Plan action', () => {
  const planning = actionSteps('plan');

  it('plans what synth.yml has synthesized, in the role that it is given', () => {
    const [download, credentials, plan] = planning;
    expect(download?.with).to.deep.equal({ name: 'cdktf.out', path: 'cdktf.out' });
    expect(credentials?.with).to.deep.equal({
      'role-to-assume': expression('inputs.role'),
      'aws-region': expression('inputs.region'),
    });
    expect(plan?.['working-directory']).to.equal(`cdktf.out/stacks/thumbnails-${expression('inputs.environment')}`);
    expect(planning).to.have.length(3);
  });

  it('applies nothing', () => {
    const commands = planning.map(({ run = '' }) => run.replaceAll(/^ *#.*$/gm, '')).join('\n');
    expect(commands).not.to.match(/terraform (apply|destroy|import|state)|cdktf/);
  });
});

describe('synth.yml', () => {
  const synth = jobOf('synth.yml', 'synth');

  it('hands over what it has synthesized, and the environments to deploy', () => {
    expect(synth.outputs).to.deep.equal({ deployments: expression('steps.deployments.outputs.json') });
    const upload = synth.steps.at(-1);
    expect(upload?.with).to.include({ name: 'cdktf.out', path: 'cdktf.out', 'if-no-files-found': 'error' });
  });
});

describe('ci.yml', () => {
  const test = jobOf('ci.yml', 'test');

  it('tests each pull request, each merge and each deployment, on every supported Node.js', () => {
    expect(workflow('ci.yml').on).to.have.all.keys('pull_request', 'merge_group', 'workflow_call');
    expect(test.strategy?.matrix).to.deep.equal({ node: [20, 22, 24] });
    expect(runs(test)).to.deep.equal(['npm test']);
    expect(test.if).to.equal(undefined);
  });

  it("checks the user's configuration, which no test reads", () => {
    const check = jobOf('ci.yml', 'check');
    expect(runs(check)).to.deep.equal(['npm run check']);
    expect(check.if).to.equal(undefined);
  });

  it('stops what a newer push has replaced', () => {
    expect(workflow('ci.yml').concurrency?.['cancel-in-progress']).to.equal(true);
  });
});

describe('plan.yml and drift.yml', () => {
  for (const file of ['plan.yml', 'drift.yml']) {
    it(`plan each environment in the role that only reads, without an approval: ${file}`, () => {
      const plan = jobOf(file, 'plan');
      expect(jobOf(file, 'synth').uses).to.equal('./.github/workflows/synth.yml');
      expect(plan.needs).to.deep.equal(['synth']);
      expect(plan.strategy?.matrix).to.deep.equal({ deployment: fromDeployments });
      expect(plan.environment).to.equal(undefined);
      expect(inputsOf(plan, 'plan')).to.deep.equal({
        environment: expression('matrix.deployment.name'),
        region: expression('matrix.deployment.region'),
        role: expression('matrix.deployment.planRole'),
      });
      expect(runs(plan).join()).not.to.match(/terraform |cdktf (deploy|destroy)/);
    });
  }
});

describe('plan.yml', () => {
  const review = jobOf('plan.yml', 'review');

  it('plans each pull request, and again when its description, which can allow a danger, is edited', () => {
    expect(workflow('plan.yml').on).to.deep.equal({
      pull_request: { types: ['opened', 'synchronize', 'reopened', 'edited'] },
      merge_group: null,
    });
    expect(workflow('plan.yml').concurrency).to.deep.equal({
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

describe('drift.yml', () => {
  it('runs daily and on demand, one run at a time, from main alone', () => {
    expect(workflow('drift.yml').on).to.have.all.keys('schedule', 'workflow_dispatch');
    expect(workflow('drift.yml').on['schedule']).to.deep.equal([{ cron: '23 5 * * *' }]);
    expect(workflow('drift.yml').concurrency).to.deep.equal({ group: 'drift', 'cancel-in-progress': false });
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

describe('deploy.yml', () => {
  it('deploys one environment after the other, after the tests', () => {
    const [ci, synth, environment] = ['ci', 'synth', 'environment'].map((name) => jobOf('deploy.yml', name));
    expect(ci?.uses).to.equal('./.github/workflows/ci.yml');
    expect(synth).to.deep.include({ needs: ['ci'], uses: './.github/workflows/synth.yml' });
    expect(environment).to.deep.include({
      needs: ['synth'],
      if: "needs.synth.outputs.deployments != '[]'",
      strategy: { 'max-parallel': 1, matrix: { deployment: fromDeployments } },
      uses: './.github/workflows/deploy-environment.yml',
      with: {
        environment: expression('matrix.deployment.name'),
        region: expression('matrix.deployment.region'),
        'plan-role': expression('matrix.deployment.planRole'),
        'deploy-role': expression('matrix.deployment.deployRole'),
        'lift-pause': expression('inputs.lift-pause == true'),
      },
    });
  });

  it('deploys main alone, on a push or on demand, and interrupts no deployment', () => {
    const { push, workflow_dispatch: onDemand, ...others } = workflow('deploy.yml').on;
    expect([push, others]).to.deep.equal([{ branches: ['main'] }, {}]);
    expect(onDemand).to.have.nested.property('inputs.lift-pause.default', false);
    expect(jobOf('deploy.yml', 'ci').if).to.equal("github.ref == 'refs/heads/main'");
    expect(jobOf('deploy.yml', 'synth').needs).to.deep.equal(['ci']);
    expect(workflow('deploy.yml').concurrency).to.equal(undefined);
  });
});

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

describe('dependabot.yml', () => {
  it('updates the packages, the actions, including those that the composite actions use, and the scanners', () => {
    const { updates } = parse(readFileSync(new URL('.github/dependabot.yml', root), 'utf8'));
    expect(updates.map((it: Record<string, unknown>) => it['package-ecosystem'])).to.deep.equal([
      'npm',
      'github-actions',
      'pip',
    ]);
    expect(updates[2].directory).to.equal('/.github/scanners');
    expect(updates[1].directories).to.deep.equal(['/', '/.github/actions/*']);
  });
});
