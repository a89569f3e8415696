import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { environments } from '../../../scripts/build/example-environments.ts';
import { synthesize } from '../../../scripts/build/synthesize.ts';
import { emptyZip } from '../../infra/synthesized.ts';

describe('synthesize', () => {
  const stackNames = environments.map(({ name }) => `thumbnails-${name}`);
  let directory: string;
  let functionPackage: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'synth-'));
    functionPackage = join(directory, 'thumbnail.zip');
    await writeFile(functionPackage, emptyZip);
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('writes the JSON of every environment, and nothing that an earlier run left beside it', async () => {
    const outputDirectory = join(directory, 'deep', 'cdktf.out');
    const current = join(outputDirectory, 'stacks', stackNames[0] ?? '');
    await mkdir(join(outputDirectory, 'stacks', 'thumbnails-gone'), { recursive: true });
    await mkdir(join(current, '.terraform'), { recursive: true });
    await writeFile(join(current, 'cdk.tf'), '');

    const stacks = await synthesize({ outputDirectory, hcl: false, functionPackage });

    expect(stacks).to.deep.equal(stackNames.map((name) => join(outputDirectory, 'stacks', name)));
    expect(await readdir(join(outputDirectory, 'stacks'))).to.have.members(stackNames);
    expect(await readdir(current)).to.have.members(['.terraform', 'assets', 'cdk.tf.json', 'thumbnails.json']);
  });

  it('writes HCL that reads as if a person had written it, also where Terraform is missing', async () => {
    const outputDirectory = join(directory, 'cdktf.out.hcl');
    const { PATH } = process.env;
    process.env['PATH'] = directory;
    const [stack = ''] = await synthesize({ outputDirectory, hcl: true, functionPackage }).finally(() => {
      process.env['PATH'] = PATH;
    });
    const hcl = await readFile(join(stack, 'cdk.tf'), 'utf8');
    expect(hcl).to.match(/^terraform {\n {2}required_version = ">= 1\.11"\n/);
    expect(hcl).to.include('\n  depends_on = [\n    aws_s3_bucket_public_access_block.source,\n  ]\n}\n\n');
    expect(hcl).to.match(/\n {6}SOURCE_BUCKET += aws_s3_bucket\.source\.bucket\n/);
    expect(hcl).to.match(/\n}\n$/);
    expect(hcl).not.to.match(/"\$\{[\w.]+\}"|\n\n\n/);
    expect(await readdir(stack)).not.to.include('cdk.tf.json');
  });

  it('writes no absolute path into any file', async () => {
    const outputDirectory = join(directory, 'cdktf.out');
    await synthesize({ outputDirectory, hcl: false, functionPackage });
    for (const file of await readdir(outputDirectory, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const content = await readFile(join(file.parentPath, file.name), 'utf8');
      expect(content, file.name).not.to.include(directory);
      expect(content, file.name).not.to.include(process.cwd());
    }
  });

  it('passes on the warnings of each stack', async () => {
    const configuration = join(directory, 'environments.ts');
    const environment = {
      project: 'thumbnails',
      name: 'dev',
      region: 'eu-west-1',
      sourceBucket: { existing: 'photos' },
    };
    await writeFile(configuration, `export const environments = [${JSON.stringify(environment)}];`);
    const warnings: string[] = [];
    const onWarning = (warning: string) => warnings.push(warning);
    const outputDirectory = join(directory, 'cdktf.out');
    await synthesize({ outputDirectory, hcl: false, functionPackage, configuration, onWarning });
    expect(warnings).to.have.length(2);
    expect(warnings[0]).to.match(
      /^thumbnails-dev: No upload to photos gets a thumbnail until the bucket sends its events to EventBridge/,
    );
    expect(warnings[1]).to.match(/^thumbnails-dev: Nobody is notified of alarms/);
  });

  it("fails with the infrastructure's own words", async () => {
    const missing = join(directory, 'missing.zip');
    const outputDirectory = join(directory, 'cdktf.out');
    const failure = await synthesize({ outputDirectory, hcl: false, functionPackage: missing }).then(
      () => expect.fail('it succeeded'),
      (error: Error) => error,
    );
    expect(failure.message).to.match(/^The function's package .*missing\.zip does not exist/);
    expect(failure.message).not.to.include('    at ');
  });
});
