import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { EnvironmentSettings } from '../../../infra/settings.ts';
import { prepareLocalPackage } from '../../../scripts/build/prepare-local-package.ts';
import { command } from '../../../scripts/commands/smoke.ts';
import { writeStack } from '../../infra/synthesized.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { stackVariant } from '../../support/stack-variant.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { waitUntil } from '../../support/wait-until.ts';

const dev = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };
const unnotified = 'The thumbnail 200x200/thumbnail-probe/';

describe('npm run smoke', () => {
  let aws: RunningAws | undefined;
  const { ENVIRONMENTS_FILE: configuration } = process.env;
  afterEach(async () => {
    process.env['ENVIRONMENTS_FILE'] = configuration;
    await aws?.stop();
    aws = undefined;
  });

  const run = (...args: string[]) =>
    runCaptured(command, ['--env', 'dev', '--endpoint-url', aws?.endpoint ?? '', '--max-seconds', '60', ...args]);

  /** Writes an environment's stack, and makes the command read that environment; returns the directory of the stack. */
  async function configured(settings: Partial<EnvironmentSettings>): Promise<string> {
    const directory = await temporaryDirectory();
    const environments = JSON.stringify([{ ...dev, ...settings }]);
    process.env['ENVIRONMENTS_FILE'] = path.join(directory, 'environments.mjs');
    await writeFile(process.env['ENVIRONMENTS_FILE'], `export const environments = ${environments};`);
    const { zip: functionPackage } = await prepareLocalPackage();
    return writeStack(path.join(directory, 'out'), { settings: { ...dev, ...settings }, functionPackage });
  }

  it('passes where an upload gets its thumbnail, and leaves nothing', async () => {
    aws = await runAws();
    const { code, output } = await run();
    expect(code).to.equal(0);
    expect(output).to.match(/^Passed: thumbnails came, and went with their image, within \d+(\.\d+)? seconds\.\n$/);
    const { lines } = aws;
    const results = () => lines.filter((line) => line.includes('"outcome"')).map((line) => JSON.parse(line).result);
    // The thumbnail is gone before the function logs that it removed it.
    await waitUntil(() => results().length > 1);
    expect(results()).to.deep.equal(['created', 'removed']);
    for (const bucket of [aws.source, aws.processed]) expect(keysIn(aws, bucket)).to.deep.equal([]);
  });

  it('fails where the notification is missing, says what is wrong, and leaves nothing', async () => {
    aws = await runAws({ stackDirectory: await stackVariant('resource.aws_s3_bucket_notification', {}) });
    const { code, output, errors } = await run('--max-seconds', '1');
    expect({ code, output }).to.deep.equal({ code: 1, output: '' });
    expect(errors).to.match(/^Failed after \d+(\.\d+)? seconds: /);
    expect(errors).to.contain(unnotified).and.to.contain('does not exist').and.to.contain('docs/runbook.md#probe');
    expect(keysIn(aws, aws.source)).to.deep.equal([]);
  });

  it("lets the probe's function try it", async () => {
    aws = await runAws({ stackDirectory: await configured({ probe: { everyMinutes: 15 } }) });
    expect((await run('--invoke')).code).to.equal(0);
    const { lines } = aws;
    await waitUntil(() => lines.some((line) => line.includes('"message":"probe"') && line.includes('"passed"')));
    expect(lines.join('\n')).to.contain(
      'thumbnails-dev-probe: the local AWS does not run its schedule, rate(15 minutes)',
    );
  });

  it('tries nothing by a probe that does not exist, and says how to get one', async () => {
    aws = await runAws();
    const { code, output } = await run('--invoke');
    expect(code).to.equal(0);
    expect(output).to.match(/^dev has no probe, so nothing was tried\. Set `probe` in infra\/environments\.ts/);
  });

  it('reads only the notifications, if the probe does', async () => {
    const directory = await configured({ probe: 'configuration' });
    aws = await runAws({ stackDirectory: directory });
    expect((await run()).output).to.equal('Passed: the source bucket still sends its events. Nothing was uploaded.\n');
    expect((await run('--invoke')).code).to.equal(0);
    await aws.stop();

    aws = await runAws({ stackDirectory: await stackVariant('resource.aws_s3_bucket_notification', {}, directory) });
    for (const args of [[], ['--invoke']]) {
      const { code, errors } = await run(...args);
      expect(code).to.equal(1);
      expect(errors).to.contain('The source bucket does not notify thumbnails-dev-thumbnail of s3:ObjectCreated:*');
    }
    expect(keysIn(aws, aws.source)).to.deep.equal([]);
  });

  it('reads whether EventBridge receives the events of an existing bucket', async () => {
    aws = await runAws({ stackDirectory: await configured({ sourceBucket: { existing: 'photos' } }) });
    expect((await run()).output).to.equal('Passed: the source bucket still sends its events. Nothing was uploaded.\n');
  });

  it('says that nothing listens at the endpoint', async () => {
    const { code, errors } = await runCaptured(command, ['--env', 'dev', '--endpoint-url', 'http://127.0.0.1:9']);
    expect(code).to.equal(1);
    expect(errors).to.match(/^Nothing listens at http:\/\/127\.0\.0\.1:9\. Start the pipeline/);
  });

  it('says which bucket does not exist', async () => {
    aws = await runAws();
    const { code, errors } = await runCaptured(command, ['--env', 'prod', '--endpoint-url', aws.endpoint]);
    expect(code).to.equal(1);
    expect(errors)
      .to.contain('There is no bucket thumbnails-prod-source-<account>-eu-west-1')
      .and.contain('Is prod deployed');
  });
});

function keysIn({ objects }: RunningAws, bucket: string): string[] {
  return objects.list(bucket, {}).objects.map(({ key }) => key);
}
