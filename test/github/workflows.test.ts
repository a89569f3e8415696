import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { environments } from '../../scripts/build/example-environments.ts';
import { actionSteps, actions, type Job, jobOf, workflows } from './workflow-files.ts';

const names = environments.map(({ name }) => name);
const root = new URL('../../', import.meta.url);

const jobs = workflows.flatMap((workflow) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ title: `${workflow.name} ${name}`, workflow, job })),
);
const shared = [...actions.values()];
const steps = [...jobs.flatMap(({ job }) => job.steps), ...shared.flatMap((action) => action.steps)];
const texts = [...workflows, ...shared].map(({ text }) => text);
const reachesAws = ({ permissions }: Job) => permissions?.['id-token'] === 'write';

describe('the workflows', () => {
  it('give no right to a whole workflow, and to each job what it needs by name', () => {
    for (const { name, permissions } of workflows) expect(permissions, name).to.deep.equal({});
    for (const { title, job } of jobs) expect(job.permissions, title).not.to.equal(undefined);
  });

  it('let no job write to the repository, and a job that reaches AWS write nothing at GitHub', () => {
    const writable = ['id-token', 'issues', 'pull-requests'];
    for (const { title, job } of jobs) {
      const written = Object.entries(job.permissions ?? {}).flatMap(([scope, right]) =>
        right === 'write' ? scope : [],
      );
      expect(writable, title).to.include.members(written);
      if (reachesAws(job)) expect(written, title).to.deep.equal(['id-token']);
    }
  });

  it('take actions of others by the full SHA of a commit alone, with its version beside it', () => {
    const uses = texts.flatMap((text) => [...text.matchAll(/^ *(?:- )?uses: (.*)$/gm)].map(([, use = '']) => use));
    expect(uses).not.to.deep.equal([]);
    for (const use of uses)
      expect(use).to.match(/^(\.\/\.github\/[\w./-]+|[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it('take one version of each action', () => {
    const pins = new Map<string, Set<string>>();
    for (const { uses } of steps) {
      const [action = '', pin = ''] = uses?.split('@') ?? [];
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
    for (const [action, versions] of pins) expect(versions.size, action).to.equal(1);
  });

  it('name only workflows and actions of this repository that are there', () => {
    for (const { uses } of [...steps, ...jobs.map(({ job }) => job)]) {
      if (!uses?.startsWith('./')) continue;
      const file = uses.endsWith('.yml') ? uses : `${uses}/action.yml`;
      expect(existsSync(new URL(file, root)), uses).to.equal(true);
    }
  });

  it('end every job after some time', () => {
    for (const { title, job } of jobs) {
      // Those of a workflow that is called have a time limit of their own.
      if (job.uses === undefined) expect(job['timeout-minutes'], title).to.be.within(1, 30);
    }
  });

  it('run nothing with the rights of the repository on what a pull request holds', () => {
    for (const { name, on } of workflows) {
      expect(on, name).not.to.have.any.keys('pull_request_target', 'workflow_run', 'issue_comment');
    }
  });

  it("lead from no fork's pull request to AWS", () => {
    const privileged = jobs.filter(({ workflow, job }) => 'pull_request' in workflow.on && reachesAws(job));
    expect(privileged.map(({ title, job }) => [title, job.if])).to.deep.equal([
      [
        'plan.yml plan',
        "github.event.pull_request.head.repo.full_name == github.repository && vars.AWS_PLAN_ROLES != ''",
      ],
    ]);
  });

  it('know no stored key, nor any other secret', () => {
    for (const text of texts) {
      expect(text).not.to.match(/secrets\.|aws-access-key-id|AWS_SECRET_ACCESS_KEY|secrets: inherit/);
    }
  });

  it('leave no token behind in the working copy', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).not.to.deep.equal([]);
    for (const checkout of checkouts) expect(checkout.with['persist-credentials']).to.equal(false);
  });

  it('put nothing into a script but by its environment', () => {
    for (const { run } of steps) if (run !== undefined) expect(run).not.to.include('$' + '{{');
  });

  it('install only what the lock file names, and let none of it run a script of its own', () => {
    const scripts = steps.map(({ run }) => run ?? '').join('\n');
    expect(scripts).to.include('npm ci --ignore-scripts');
    expect(scripts).not.to.match(/npm (install|i) |npm ci(?! --ignore-scripts)/);
  });
});

const workflow = (file: string) => {
  const found = workflows.find(({ name }) => name === file);
  if (!found) throw new Error(`there is no .github/workflows/${file}`);
  return found;
};
/** How GitHub writes an expression. */
const expression = (text: string) => ['$', '{{ ', text, ' }}'].join('');
const runs = (job: Job) => job.steps.flatMap(({ run }) => run ?? []);
/** The role that a job takes in AWS. */
const roleOf = (job: Job) =>
  job.steps.find(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials@'))?.with['role-to-assume'];

describe('the Set up action', () => {
  it('takes a Terraform that locks states, and prints them as they are', () => {
    const terraform = actionSteps('setup').find(({ uses }) => uses?.startsWith('hashicorp/setup-terraform@'));
    expect(terraform?.with).to.deep.equal({ terraform_version: '1.11.4', terraform_wrapper: false });
  });
});

describe('ci.yml', () => {
  const test = jobOf('ci.yml', 'test');

  it('tests each pull request, and what is to be deployed, on every Node.js that is supported', () => {
    expect(workflow('ci.yml').on).to.have.all.keys('pull_request', 'workflow_call');
    expect(test.strategy?.matrix).to.deep.equal({ node: [20, 22, 24] });
    expect(runs(test)).to.deep.equal(['npm test']);
    expect(test.if).to.equal(undefined);
  });

  it('does not go on with what a newer push has replaced', () => {
    expect(workflow('ci.yml').concurrency?.['cancel-in-progress']).to.equal(true);
  });
});

describe('plan.yml and drift.yml', () => {
  for (const file of ['plan.yml', 'drift.yml']) {
    const plan = jobOf(file, 'plan');

    it(`plan each environment of infra/environments.ts, in the role that only reads: ${file}`, () => {
      expect(plan.strategy?.matrix).to.deep.equal({ environment: names });
      expect(plan.environment).to.equal(undefined);
      expect(roleOf(plan)).to.equal(expression('fromJSON(vars.AWS_PLAN_ROLES)[matrix.environment]'));
    });

    it(`plan what was synthesized for that environment, and never apply it: ${file}`, () => {
      const [planning] = plan.steps.filter(({ run }) => run?.includes('terraform plan'));
      expect(planning?.['working-directory']).to.equal(
        `cdktf.out/stacks/thumbnails-${expression('matrix.environment')}`,
      );
      expect(plan.steps.some(({ uses }) => uses === './.github/actions/synth')).to.equal(true);
      expect(runs(plan).join()).not.to.match(/terraform (apply|destroy|import|state)|cdktf (deploy|destroy)/);
    });
  }
});

describe('plan.yml', () => {
  const review = jobOf('plan.yml', 'review');

  it('plans each pull request, and again when its description, which can allow something, is edited', () => {
    expect(workflow('plan.yml').on).to.deep.equal({
      pull_request: { types: ['opened', 'synchronize', 'reopened', 'edited'] },
    });
    expect(workflow('plan.yml').concurrency).to.deep.equal({
      group: `plan-${expression('github.event.pull_request.number')}`,
      'cancel-in-progress': true,
    });
  });

  it('keeps the report also of a plan that is refused', () => {
    const upload = jobOf('plan.yml', 'plan').steps.at(-1);
    expect(upload).to.deep.include({ if: expression('!cancelled()') });
    expect(upload?.with).to.include({ name: `review-${expression('matrix.environment')}`, overwrite: true });
  });

  it('fails the one check that main asks for when an environment cannot be planned, or its plan is dangerous', () => {
    expect(review).to.include({ needs: 'plan', if: expression("!cancelled() && needs.plan.result != 'skipped'") });
    expect(review.steps.at(-1)).to.include({ if: "needs.plan.result != 'success'", run: 'exit 1' });
  });

  it('comments without a line of the code of the pull request', () => {
    expect(review.steps.flatMap(({ uses }) => uses?.split('@')[0] ?? [])).to.deep.equal(['actions/download-artifact']);
    expect(runs(review).join()).not.to.match(/npm|npx|node /);
  });
});

describe('drift.yml', () => {
  it('looks daily, and when it is asked to, one look at a time, from main alone', () => {
    expect(workflow('drift.yml').on).to.have.all.keys('schedule', 'workflow_dispatch');
    expect(workflow('drift.yml').on['schedule']).to.deep.equal([{ cron: '23 5 * * *' }]);
    expect(workflow('drift.yml').concurrency).to.deep.equal({ group: 'drift', 'cancel-in-progress': false });
    expect(jobOf('drift.yml', 'plan').if).to.equal("github.ref == 'refs/heads/main' && vars.AWS_PLAN_ROLES != ''");
  });

  it('reports only what was planned everywhere', () => {
    const report = jobOf('drift.yml', 'report');
    expect([report.needs, report.if]).to.deep.equal(['plan', undefined]);
  });
});

describe('deploy.yml', () => {
  it('deploys each environment of infra/environments.ts, in their order, after the tests', () => {
    const order = ['ci', ...names];
    expect(Object.keys(workflow('deploy.yml').jobs)).to.deep.equal(order);
    expect(jobOf('deploy.yml', 'ci').uses).to.equal('./.github/workflows/ci.yml');
    for (const [index, name] of names.entries()) {
      const job = jobOf('deploy.yml', name);
      expect(job).to.include({ needs: order[index], uses: './.github/workflows/deploy-environment.yml' });
      // What waits for another one is not run when that is skipped, or has failed.
      expect(job.if).to.equal(index === 0 ? "vars.AWS_PLAN_ROLES != ''" : undefined);
      expect(job.with).to.deep.equal({ environment: name });
    }
  });

  it('deploys what was pushed to main, and nothing else, and cuts none of it off', () => {
    expect(workflow('deploy.yml').on).to.deep.equal({ push: { branches: ['main'] } });
    expect(workflow('deploy.yml').concurrency).to.equal(undefined);
  });
});

describe('deploy-environment.yml', () => {
  const job = jobOf('deploy-environment.yml', 'deploy');
  const environment = expression('inputs.environment');

  it('never deploys one environment twice at a time, nor cuts a deployment off', () => {
    expect(job.environment).to.equal(environment);
    expect(job.concurrency).to.deep.equal({ group: `deploy-${environment}`, 'cancel-in-progress': false });
  });

  it('deploys its environment, in the role that is set with that at GitHub', () => {
    expect(roleOf(job)).to.equal(expression('vars.AWS_DEPLOY_ROLE'));
    const { run, env } = job.steps.at(-1) ?? {};
    expect(run).to.equal('npx cdktf deploy "thumbnails-$ENVIRONMENT" --auto-approve');
    expect(env).to.include({ ENVIRONMENT: environment });
    const synth = job.steps.find(({ uses }) => uses === './.github/actions/synth');
    expect(synth?.with).to.deep.equal({ environment });
  });

  it('lets no step fail in silence', () => {
    for (const { title, job: each } of jobs) {
      for (const step of each.steps) expect(step, title).not.to.have.property('continue-on-error');
    }
  });
});

describe('dependabot.yml', () => {
  it('looks after the packages, and after the actions, also those that are in a folder of their own', () => {
    const { updates } = parse(readFileSync(new URL('.github/dependabot.yml', root), 'utf8'));
    expect(updates.map((it: Record<string, unknown>) => it['package-ecosystem'])).to.deep.equal([
      'npm',
      'github-actions',
    ]);
    expect(updates[1].directories).to.deep.equal(['/', '/.github/actions/*']);
  });
});
