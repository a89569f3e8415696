import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from './module/json.ts';
import { moduleOf, type StackJson, tagsPlaceholder } from './module/module-of.ts';
import { moduleReadme } from './module/readme.ts';
import { settingsOf } from './module/shapes.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { synthApp } from './synth-app.ts';
import { App, Aspects, DataAwsPartition, DataAwsRegion, TerraformResource } from './terraform.ts';

const directory = process.env['MODULE_DIRECTORY'];
if (directory === undefined) throw new Error('MODULE_DIRECTORY is not set; expected the directory of the module.');

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const temporary = mkdtempSync(join(tmpdir(), 'module-'));
try {
  const module = moduleOf((chosen) => stackOf(chosen, join(temporary, chosen.map(Number).join(''))));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'main.tf.json'), `${JSON.stringify(module, null, 2)}\n`);
  writeFileSync(join(directory, 'README.md'), moduleReadme(module['output'] as JsonObject, version));
} finally {
  rmSync(temporary, { recursive: true });
}

function stackOf(chosen: readonly boolean[], outdir: string): StackJson {
  mkdirSync(outdir);
  const functionPackage = join(outdir, 'thumbnail.zip');
  writeFileSync(functionPackage, '');
  const app = new App({ outdir, stackTraces: false });
  const [settings] = settingsOf(chosen);
  const stack = new PipelineStack(app, { settings, functionPackage });
  new DataAwsRegion(stack, 'region');
  new DataAwsPartition(stack, 'partition');
  // A module has no provider of its own, whose default tags every resource would have.
  Aspects.of(stack).add({
    visit(node) {
      if (node instanceof TerraformResource && 'tags' in node) node.tags = tagsPlaceholder;
    },
  });
  synthApp(app);
  const text = readFileSync(join(outdir, 'stacks', `thumbnails-${settings.name}`, 'cdk.tf.json'), 'utf8');
  // cdktf notes the origin of each block under this key.
  return JSON.parse(text, (key, value) => (key === '//' ? undefined : value));
}
