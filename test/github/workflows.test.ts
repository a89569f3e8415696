import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { actions, type Job, workflows } from './workflow-files.ts';
import { fromDeployments, runs } from './workflow-parts.ts';

const root = new URL('../../', import.meta.url);

const jobs = workflows.flatMap((workflow) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ title: `${workflow.name} ${name}`, workflow, job })),
);
const shared = [...actions.values()];
const steps = [...jobs.flatMap(({ job }) => job.steps), ...shared.flatMap((action) => action.steps)];
const texts = [...workflows, ...shared].map(({ text }) => text);
const reachesAws = ({ permissions }: Job) => permissions?.['id-token'] === 'write';

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
