import { expect } from 'chai';
import { runStep } from '../run-step.ts';
import { jobOf } from '../workflow-files.ts';
import { scriptWith } from '../workflow-parts.ts';

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
