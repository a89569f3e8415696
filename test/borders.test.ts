import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { temporaryDirectory } from './support/temporary-directory.ts';

const root = path.resolve(import.meta.dirname, '..');

/** By file: imports that cross a border, and imports that do not. */
const borders: Record<string, { refused: string[]; allowed: string[] }> = {
  'functions/thumbnail/process-event.ts': {
    refused: ['@aws-sdk/client-s3', 'sharp', './handler.ts', '../../scripts/cli/project-root.ts'],
    allowed: ['zod', './object-store.ts', './rendering/render.ts'],
  },
  'functions/thumbnail/reconcile.ts': {
    refused: ['sharp', '../../infra/settings.ts', '../../scripts/trials/random.ts'],
    allowed: ['./object-store.ts', './contract/outcome.ts'],
  },
  'functions/thumbnail/object-store.ts': {
    refused: ['sharp', './handler.ts', '../../scripts/local-aws/index.ts'],
    allowed: ['@aws-sdk/client-s3', './errors.ts'],
  },
  'functions/thumbnail/rendering/render.ts': {
    refused: [
      '@aws-sdk/client-s3',
      '../object-store.ts',
      '../reconcile.ts',
      '../events.ts',
      '../../../test/support/pictures.ts',
    ],
    allowed: ['sharp', '../contract/outcome.ts', '../errors.ts'],
  },
  'functions/probe/probe-upload.ts': {
    refused: ['@aws-sdk/client-s3', 'sharp', './handler.ts', '../../infra/settings.ts'],
    allowed: ['./ports.ts', '../thumbnail/contract/outcome.ts'],
  },
  'functions/probe/s3-ports.ts': {
    refused: ['sharp', './handler.ts', '../../scripts/cli/project-root.ts'],
    allowed: ['@aws-sdk/client-s3', '../thumbnail/errors.ts'],
  },
  'infra/pipeline-stack.ts': {
    refused: [
      '../functions/probe/run-probe.ts',
      'cdktf',
      '@cdktf/provider-aws/lib/s3-bucket',
      '../functions/thumbnail/settings.ts',
      '../functions/thumbnail/handler.ts',
      '../scripts/local-aws/index.ts',
    ],
    allowed: ['../functions/thumbnail/contract/outcome.ts', '../functions/probe/contract.ts', './terraform.ts'],
  },
  'infra/terraform.ts': {
    refused: ['../functions/thumbnail/settings.ts', '../scripts/trials/random.ts'],
    allowed: ['cdktf', '@cdktf/provider-aws/lib/s3-bucket', 'constructs'],
  },
  'scripts/local-pipeline/local-pipeline.ts': {
    refused: ['../local-aws/start-local-aws.ts', '../local-aws/s3/store/bucket-store.ts', '../trials/random.ts'],
    allowed: ['../local-aws/index.ts', '../build/prepare-stack.ts', '../../functions/thumbnail/contract/outcome.ts'],
  },
  'scripts/console/console.ts': {
    refused: ['../local-pipeline/local-pipeline.ts', '../local-aws/start-local-aws.ts', '../trials/random.ts'],
    allowed: ['../local-aws/index.ts', '../operations/client-at.ts'],
  },
  'scripts/commands/soak.ts': {
    refused: ['../local-aws/faults.ts', '../../functions/thumbnail/handler.ts'],
    allowed: ['../trials/soak/soak.ts', '../local-aws/index.ts'],
  },
  'scripts/trials/soak/soak.ts': {
    refused: ['../../local-aws/faults.ts', '../../../functions/thumbnail/handler.ts'],
    allowed: ['../random.ts', '../../local-aws/index.ts', '../../operations/redrive/redrive.ts'],
  },
  'scripts/operations/redrive/redrive.ts': {
    refused: ['../../local-aws/index.ts', '../../local-pipeline/local-pipeline.ts', '../../trials/random.ts'],
    allowed: ['@aws-sdk/client-sqs', '../../cli/usage-error.ts', '../../../functions/thumbnail/contract/outcome.ts'],
  },
  'scripts/local-aws/start-local-aws.ts': {
    refused: [
      '../cli/project-root.ts',
      '../local-pipeline/local-pipeline.ts',
      '../trials/random.ts',
      '../build/prepare-stack.ts',
    ],
    allowed: ['./s3/store/bucket-store.ts', '../policies/is-allowed.ts'],
  },
  'scripts/local-aws/lambda/execution-environment.ts': {
    refused: [
      '../../cli/project-root.ts',
      '../../../functions/thumbnail/contract/outcome.ts',
      '../../../infra/names.ts',
    ],
    allowed: ['./runtime-api.ts', '../terraform/stack.ts'],
  },
  'client/index.js': {
    refused: ['../functions/thumbnail/contract/outcome.ts', '../infra/names.ts', '../scripts/policies/statement.ts'],
    allowed: [],
  },
  'client/example/server.mjs': {
    refused: ['../../functions/thumbnail/contract/outcome.ts'],
    allowed: ['@aws-sdk/client-s3', '../server.js'],
  },
  'scripts/policies/is-allowed.ts': {
    refused: ['../local-aws/index.ts', '../cli/project-root.ts', '../../functions/thumbnail/contract/outcome.ts'],
    allowed: ['zod', './statement.ts'],
  },
  'test/support/running-aws.ts': {
    refused: ['../../scripts/local-aws/faults.ts'],
    allowed: ['../../scripts/local-aws/index.ts'],
  },
  'test/infra/remote-state.test.ts': {
    refused: ['cdktf', '../../scripts/local-aws/s3/s3-request-handler.ts'],
    allowed: ['../../scripts/local-aws/index.ts', '../../infra/terraform.ts'],
  },
  'test/scripts/local-aws/start-local-aws.test.ts': {
    refused: [],
    allowed: ['../../../scripts/local-aws/start-local-aws.ts'],
  },
};

describe('the borders in biome.json', () => {
  /** By file: the imports that the linter refuses. */
  const refused = new Map<string, string[]>();

  before(async () => {
    const copy = await temporaryDirectory();
    await copyFile(path.join(root, 'biome.json'), path.join(copy, 'biome.json'));
    const lines = new Map<string, string[]>();
    for (const [file, imports] of Object.entries(borders)) {
      lines.set(file, [...imports.refused, ...imports.allowed]);
      await mkdir(path.dirname(path.join(copy, file)), { recursive: true });
      const code = [...imports.refused, ...imports.allowed].map((name) => `import '${name}';\n`).join('');
      await writeFile(path.join(copy, file), code);
    }
    for (const { file, line } of lint(copy)) {
      const relative = path.relative(copy, file).replaceAll(path.sep, '/');
      const name = lines.get(relative)?.[line - 1] ?? `line ${line}`;
      refused.set(relative, [...(refused.get(relative) ?? []), name]);
    }
  });

  for (const [file, imports] of Object.entries(borders)) {
    it(`are those of ${file}`, () => {
      expect(refused.get(file) ?? []).to.have.members(imports.refused);
    });
  }

  it('are tried with files that exist', () => {
    const files = Object.entries(borders).flatMap(([file, imports]) => [
      file,
      ...[...imports.refused, ...imports.allowed]
        .filter((name) => name.startsWith('.'))
        .map((name) => path.join(path.dirname(file), name)),
    ]);

    expect(files.filter((file) => !existsSync(path.join(root, file)))).to.deep.equal([]);
  });
});

/** The places at which the linter refuses an import. */
function lint(directory: string): Array<{ file: string; line: number }> {
  const biome = path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const options = [
    'lint',
    '--vcs-enabled=false',
    '--only=style/noRestrictedImports',
    '--max-diagnostics=none',
    '--reporter=github',
  ];
  const { stdout } = spawnSync(process.execPath, [biome, ...options, '.'], { cwd: directory, encoding: 'utf8' });
  const found = stdout.matchAll(/^::error title=lint\/style\/noRestrictedImports,file=([^,]+),line=(\d+),/gm);
  return [...found].map(([, file = '', line]) => ({ file, line: Number(line) }));
}
