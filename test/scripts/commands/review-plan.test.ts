import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { command } from '../../../scripts/commands/review-plan.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { planJson, rawPlan } from '../review-plan/plans.ts';

const destroyed = { address: 'aws_sqs_queue.failures["dev"]', actions: ['delete'], before: {} };

describe('npm run review-plan', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'review-plan-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('ends with 0 when nothing is dangerous', async () => {
    const { code, output } = await run(planJson({ before: { name: 'a' }, after: { name: 'b' } }));
    expect(code).to.equal(0);
    expect(output).to.match(/^<!-- review-plan -->\n### Plan: 1 changed\n/);
  });

  it('ends with 3 when something dangerous is not allowed', async () => {
    const other = ['--allow', 'aws_sqs_queue.failures["prod"]'];
    const { code, output } = await run(planJson(destroyed), ...other);
    expect(code).to.equal(3);
    expect(output).to.include('[!CAUTION]');
    expect(output).to.match(/nothing is dangerous about:\*\*\n>\n> - `aws_sqs_queue\.failures\["prod"\]`/);
  });

  it('ends with 0 when all that is dangerous is allowed by its address', async () => {
    const { code, output } = await run(planJson(destroyed), '--allow', destroyed.address);
    expect(code).to.equal(0);
    expect(output).to.include('**Dangerous, and allowed:**').and.not.to.include('CAUTION');
  });

  it('allows an address as a whole, and nothing that begins alike', async () => {
    const { code } = await run(planJson(destroyed), '--allow', 'aws_sqs_queue.failures');
    expect(code).to.equal(3);
  });

  it('allows what the lines of a description name', async () => {
    const description = await written('description.md', `Why\n- Allow: \`${destroyed.address}\`\n`);
    const { code, output } = await run(planJson(destroyed), '--description', description);
    expect(code).to.equal(0);
    expect(output).to.include('**Dangerous, and allowed:**').and.not.to.include('CAUTION');
  });

  describe('of a paused function', () => {
    const paused = {
      address: 'aws_lambda_function.thumbnail',
      before: {
        reserved_concurrent_executions: 0,
        timeout: 30,
        tags: { 'paused:reason': 'bad colours' },
        tags_all: { 'paused:by': 'ann', 'paused:reason': 'bad colours', project: 'p' },
      },
      after: { reserved_concurrent_executions: 10, timeout: 30, tags: {}, tags_all: { project: 'p' } },
    };

    it('ends with 5 when the plan would do nothing except lift the pause', async () => {
      const { code, output } = await run(planJson(paused));
      expect(code).to.equal(5);
      expect(output).to.include('starts again, though it was stopped');
    });

    it('ends with 0 when the pause may be lifted', async () => {
      expect((await run(planJson(paused), '--lift-pause')).code).to.equal(0);
      expect((await run(planJson(paused), '--allow', paused.address)).code).to.equal(0);
    });

    it('ends with 3 when anything else would change, or somebody else stopped it', async () => {
      const byHand = { ...paused, before: { ...paused.before, tags_all: { project: 'p' } } };
      const otherTimeout = { ...paused, after: { ...paused.after, timeout: 60 } };
      const another = { address: 'aws_sqs_queue.a', before: { name: 'a' }, after: { name: 'b' } };
      const output = { actions: ['update'], before: 'a', after: 'b' };
      const withOutput = JSON.stringify(rawPlan([paused], { output_changes: { bucket: output } }));
      for (const plan of [planJson(byHand), planJson(otherTimeout), planJson(paused, another), withOutput])
        expect((await run(plan)).code).to.equal(3);
    });

    it('lifts a pause, and allows nothing else', async () => {
      const { code, output } = await run(planJson(paused, destroyed), '--lift-pause');
      expect(code).to.equal(3);
      expect(output).to.match(/CAUTION.*aws_sqs_queue\.failures.*WARNING.*starts again/s);
    });
  });

  it('writes the digest of a plan, and takes a plan of that digest for the one that was reviewed', async () => {
    const digestFile = join(directory, 'digest');
    expect((await run(planJson(destroyed), '--digest-file', digestFile)).code).to.equal(3);
    const digest = (await readFile(digestFile, 'utf8')).trimEnd();
    const { code, output } = await run(planJson(destroyed), '--expect-digest', digest);
    expect(code).to.equal(0);
    expect(output).to.include('**Dangerous, and allowed:**').and.not.to.include('CAUTION');
  });

  it('ends with 4 for a plan of another digest, allowed or not, and reports that plan', async () => {
    const digest = 'a'.repeat(64);
    for (const options of [[], ['--allow', destroyed.address]]) {
      const { code, output, errors } = await run(planJson(destroyed), '--expect-digest', digest, ...options);
      expect(code).to.equal(4);
      expect(output).to.include('1 destroyed');
      expect(errors).to.match(/not the one that was reviewed: its digest is [0-9a-f]{64}, expected a{64}\./);
    }
  });

  it('ends with 3 for a danger in a resource that the plan leaves as it is', async () => {
    const values = { source_code_hash: 'a', code_sha256: 'b' };
    const changedByHand = { address: 'aws_lambda_function.a', actions: ['no-op'], before: values, after: values };
    const { code, output } = await run(planJson(changedByHand));
    expect(code).to.equal(3);
    expect(output).to.include('no resource is changed').and.to.include('runs code that no deployment put there');
  });

  const encodings: Record<string, (text: string) => Buffer> = {
    'UTF-8 with a byte order mark': (text) => Buffer.from(`\ufeff${text}`),
    'UTF-16 with a byte order mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    'UTF-16 in the other order': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  };
  for (const [encoding, encode] of Object.entries(encodings)) {
    it(`reads a plan in ${encoding}`, async () => {
      expect((await run(encode(planJson(destroyed)))).code).to.equal(3);
    });
  }

  it('begins with a comment by which the report of an environment can be found', async () => {
    const { output } = await run(planJson(), '--environment', 'prod-eu');
    expect(output).to.match(/^<!-- review-plan: prod-eu -->\n### Plan for `prod-eu`: no resource is changed\n$/);
  });

  it('explains itself when it is asked to', async () => {
    const { code, output } = await run(planJson(), '--help');
    expect(code).to.equal(0);
    expect(output).to.match(/^Usage:\n.*--allow ADDRESS/ms);
  });

  const noPlans: Record<string, { content: string; problem: RegExp }> = {
    'the plan itself': { content: 'PK\x03\x04', problem: /^This is not JSON: / },
    'the JSON of a state': { content: '{"format_version":"1.0","values":{}}', problem: /configuration: is missing/ },
    'a plan of another format': {
      content: planJson().replace('"1.2"', '"2.0"'),
      problem: /format_version: is "2\.0", expected 1\.x/,
    },
    'a plan that failed, and is therefore not complete': {
      content: planJson().replace('{', '{"errored":true,"complete":false,'),
      problem:
        /^This is not the JSON of a plan: errored: Terraform failed while it planned, so the plan is not complete\.$/m,
    },
    'a plan of a part': {
      content: planJson().replace('{', '{"complete":false,'),
      problem: /complete: the plan leaves changes out/,
    },
    'an action that is not known': {
      content: planJson({ actions: ['explode'] }),
      problem: /resource_changes\.0\.change\.actions: actions are \["explode"\]/,
    },
  };
  for (const [what, { content, problem }] of Object.entries(noPlans)) {
    it(`ends with 2 for ${what}, and says what it expects`, async () => {
      const { code, errors, output } = await run(content);
      expect(code).to.equal(2);
      expect(errors).to.match(problem).and.to.include('Expected the output of `terraform show -json PLAN`');
      expect(output).to.equal('');
    });
  }

  it('ends with 2 for a file that is not there', async () => {
    const { code, errors } = await runCaptured(command, [join(directory, 'gone.json')]);
    expect(code).to.equal(2);
    expect(errors).to.match(/gone\.json cannot be read: ENOENT/);
  });

  const wrongUsages: Record<string, string[]> = {
    'PLAN.json is missing': [],
    'Unexpected argument "b"': ['a', 'b'],
    "Unknown option '--alow'": ['a', '--alow', 'b'],
    '--expect-digest is "abc", expected the 64 hex digits': ['a', '--expect-digest', 'abc'],
    '--environment is "dev-->", expected letters': ['a', '--environment', 'dev-->'],
  };
  for (const [problem, args] of Object.entries(wrongUsages)) {
    it(`ends with 2 for the arguments ${JSON.stringify(args)}`, async () => {
      const { code, errors } = await runCaptured(command, args);
      expect(code).to.equal(2);
      expect(errors).to.include(problem).and.to.include('Usage:');
    });
  }

  async function run(content: string | Buffer, ...args: string[]) {
    return runCaptured(command, [await written('plan.json', content), ...args]);
  }

  async function written(name: string, content: string | Buffer): Promise<string> {
    const file = join(directory, name);
    await writeFile(file, content);
    return file;
  }
});
