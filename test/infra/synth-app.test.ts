import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PolicyError } from '../../infra/errors.ts';
import { ReadableStack } from '../../infra/readable-stack.ts';
import { synthApp } from '../../infra/synth-app.ts';
import { App, AwsProvider, SqsQueue } from '../../infra/terraform.ts';

describe('synthApp', () => {
  let outdir: string;
  beforeEach(async () => {
    outdir = await mkdtemp(join(tmpdir(), 'synth-app-'));
  });
  afterEach(() => rm(outdir, { recursive: true }));

  const appWith = (encryption: object) => {
    const app = new App({ outdir, stackTraces: false });
    const stack = new ReadableStack(app, 'stack');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    new SqsQueue(stack, 'queue', encryption);
    return app;
  };

  it('writes stacks that violate no policy', () => {
    synthApp(appWith({ sqsManagedSseEnabled: true }));
    expect(existsSync(join(outdir, 'manifest.json'))).to.equal(true);
  });

  it('lists the stacks in the order in which they were added', () => {
    const app = new App({ outdir, stackTraces: false });
    const names = ['staging', 'live', 'archive'];
    for (const name of names) new ReadableStack(app, name);
    synthApp(app);
    const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    expect(Object.keys(stacks)).to.deep.equal(names);
  });

  it('fails with the violations, as a message for people', () => {
    expect(() => synthApp(appWith({})))
      .to.throw(PolicyError)
      .with.property('message')
      .that.matches(
        /^The infrastructure violates a policy:\n {2}- stack\/queue: .*\nThe policies .* infra\/policies\/\.$/,
      );
    expect(existsSync(join(outdir, 'manifest.json'))).to.equal(false);
  });

  it('fails even if cdktf is told to continue', () => {
    process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'] = 'true';
    try {
      expect(() => synthApp(appWith({}))).to.throw(PolicyError);
      // cdktf did continue.
      expect(existsSync(join(outdir, 'manifest.json'))).to.equal(true);
    } finally {
      delete process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'];
    }
  });

  it('passes on other errors of cdktf', () => {
    const app = new App({ outdir, stackTraces: false });
    new SqsQueue(new ReadableStack(app, 'stack'), 'queue', { sqsManagedSseEnabled: true });
    expect(() => synthApp(app)).to.throw(/^Validation failed/);
  });
});
