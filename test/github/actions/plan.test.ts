import { expect } from 'chai';
import { runStep } from '../run-step.ts';
import { actionSteps } from '../workflow-files.ts';
import { expression, scriptWith } from '../workflow-parts.ts';

const terraform = {
  works: 'if [ "$1" = show ]; then echo "{}"; fi',
  finds: (code: number) => `if [ "$1" = plan ]; then exit ${code}; fi`,
  failsAt: (command: string) => `if [ "$1" = ${command} ]; then exit 1; fi`,
};

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

describe('the script of the Plan action', () => {
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
