import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { replaceBetweenMarkers } from '../../../scripts/build/replace-between-markers.ts';
import { root } from '../../../scripts/cli/project-root.ts';
import { command } from '../../../scripts/commands/estimate.ts';
import { runCaptured } from '../../support/run-captured.ts';

const million = ['--images-per-month', '1e6', '--avg-mb', '4'];

describe('npm run estimate', () => {
  it('takes the time of an invocation from the benchmark, or from the command line', async () => {
    const { code, output } = await runCaptured(command, [
      ...million,
      '--cpu-ms',
      '100',
      '--wait-ms',
      '50',
      '--memory-mb',
      '1769',
    ]);

    expect(code).to.equal(0);
    expect(output).to.contain('1,000,000 images a month in eu-west-1').and.to.contain('at 150 ms for each.');
  });

  it('prints what docs/costs.md shows', async () => {
    const { output } = await runCaptured(command, [...million, '--cpu-ms', '37']);
    const document = await readFile(path.join(root, 'docs', 'costs.md'), 'utf8');

    expect(replaceBetweenMarkers(document, 'estimate', `\`\`\`text\n${output.trimEnd()}\n\`\`\``)).to.equal(document);
  });

  it('takes the settings of an environment', async () => {
    const { output } = await runCaptured(command, [...million, '--cpu-ms', '100', '--env', 'dev', '--kms']);

    expect(output).to.contain('The option encryption adds');
  });

  it('refuses an invalid number, and a region without prices', async () => {
    const wrong = await runCaptured(command, ['--images-per-month', '-5', '--avg-mb', '4']);
    const elsewhere = await runCaptured(command, [...million, '--region', 'ap-south-1', '--cpu-ms', '1']);

    expect(wrong).to.include({ code: 2, output: '' });
    expect(wrong.errors).to.contain('--images-per-month');
    expect(elsewhere.code).to.equal(2);
    expect(elsewhere.errors).to.contain('--region is "ap-south-1", expected us-east-1 or eu-west-1');
  });
});
