import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { environments } from '../../infra/environments.ts';
import { type Job, jobOf, setup, workflows } from './workflow-files.ts';

const names = environments.map(({ name }) => name);
const root = new URL('../../', import.meta.url);

const jobs = workflows.flatMap((workflow) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ title: `${workflow.name} ${name}`, workflow, job })),
);
const steps = [...jobs.flatMap(({ job }) => job.steps), ...setup.steps];
const texts = [...workflows.map(({ text }) => text), setup.text];
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
    for (const { title, workflow, job } of jobs) {
      if (!('pull_request' in workflow.on) || !reachesAws(job)) continue;
      expect(job.if, title).to.match(
        /^github\.event\.pull_request\.head\.repo\.full_name == github\.repository( && |$)/,
      );
    }
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

  it('install only what the lock file names', () => {
    const scripts = steps.map(({ run }) => run ?? '').join('\n');
    expect(scripts).to.include('npm ci');
    expect(scripts).not.to.match(/npm (install|i) /);
  });
});

describe('ci.yml', () => {
  it('tests on every Node.js that is supported', () => {
    const test = jobOf('ci.yml', 'test');
    expect(test.strategy?.matrix['node']).to.deep.equal([20, 22, 24]);
    expect(test.steps.at(-1)?.run).to.equal('npm test');
  });
});

describe('plan.yml and drift.yml', () => {
  for (const workflow of ['plan.yml', 'drift.yml']) {
    it(`plan each environment of infra/environments.ts: ${workflow}`, () => {
      expect(jobOf(workflow, 'plan').strategy?.matrix['environment']).to.deep.equal(names);
    });
  }
});

describe('plan.yml', () => {
  it('fails the one check that main asks for when an environment cannot be planned, or its plan is dangerous', () => {
    const { needs, steps } = jobOf('plan.yml', 'review');
    expect(needs).to.equal('plan');
    expect(steps.at(-1)).to.include({ if: "needs.plan.result != 'success'", run: 'exit 1' });
  });
});

describe('deploy.yml', () => {
  it('deploys each environment of infra/environments.ts, in their order, after the tests', () => {
    const order = ['ci', ...names];
    expect(Object.keys(workflows.find(({ name }) => name === 'deploy.yml')?.jobs ?? {})).to.deep.equal(order);
    for (const [index, name] of names.entries()) {
      const job = jobOf('deploy.yml', name);
      expect(job.needs).to.equal(order[index]);
      expect(job.with).to.deep.equal({ environment: name });
    }
  });

  it('deploys what was pushed to main, and nothing else', () => {
    expect(workflows.find(({ name }) => name === 'deploy.yml')?.on).to.deep.equal({ push: { branches: ['main'] } });
  });

  it('never deploys one environment twice at a time, nor cuts a deployment off', () => {
    const job = jobOf('deploy-environment.yml', 'deploy');
    const environment = '$' + '{{ inputs.environment }}';
    expect(job.environment).to.equal(environment);
    expect(job.concurrency).to.deep.equal({ group: `deploy-${environment}`, 'cancel-in-progress': false });
  });
});
