import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import * as z from 'zod';
import { Outcome } from '../../../functions/thumbnail/contract/outcome.ts';
import { noneRunsIn } from '../../support/none-runs-in.ts';
import { quartered } from '../../support/pictures.ts';
import { killStarted, startInShell, startOnce } from '../../support/start-process.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const LocalOutcome = z.union([
  Outcome,
  z.strictObject({
    bucket: z.string(),
    key: z.string(),
    result: z.literal('failed'),
    code: z.enum(['not-copied', 'not-uploaded']),
    reason: z.string(),
    ms: z.number(),
  }),
]);

describe('once', () => {
  let photo: Buffer;
  let input: string;
  let out: string;
  /** The directory for the command's temporary files. */
  let TMPDIR: string;
  const within = (...parts: string[]) => path.join(input, ...parts);
  const run = (...args: string[]) => startOnce(['--once', '--out', out, ...args], { TMPDIR });
  const thumbnails = async () =>
    (await readdir(out, { recursive: true })).filter((file) => file.endsWith('.webp')).sort();

  before(async () => {
    photo = await quartered(400, 300).jpeg().toBuffer();
  });
  beforeEach(async () => {
    const directory = await temporaryDirectory();
    [input, out, TMPDIR] = [path.join(directory, 'in'), path.join(directory, 'out'), path.join(directory, 'tmp')];
    await mkdir(TMPDIR);
    await mkdir(within('day 1'), { recursive: true });
    await writeFile(within('a.jpg'), photo);
    await writeFile(within('day 1', 'b.jpg'), photo);
  });
  afterEach(async () => {
    killStarted();
    expect((await readdir(TMPDIR)).filter((name) => name.startsWith('thumbnails-'))).to.deep.equal([]);
    await noneRunsIn(TMPDIR);
  });

  it('makes the thumbnails of a directory of photos, and exits with 0', async () => {
    const { status, stdout, stderr } = await run(input).ended;

    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: `2 created. The thumbnails are in ${out}\n` });
    expect(stdout.trimEnd().split('\n').sort()).to.have.lengthOf(2);
    expect(stdout).to.match(/^created +\d+ ms {2}a\.jpg -> 200x200\/a\.jpg\.webp 200x200 \d+ B$/m);
    expect(await thumbnails()).to.deep.equal(['200x200/a.jpg.webp', '200x200/day 1/b.jpg.webp']);
    for (const file of await thumbnails()) {
      expect(await sharp(path.join(out, file)).metadata()).to.include({ format: 'webp', width: 200, height: 200 });
    }
  });

  it('reports an outcome for every file, whatever happens to the others, and prints them for programs', async () => {
    const deep = Array.from({ length: 4 }, () => 'd'.repeat(254)).join('/');
    const longest = `${deep}/${'k'.repeat(1024 - deep.length - 1)}`;
    const files: Record<string, [content: Buffer | string, expected: string]> = {
      'empty.jpg': ['', 'empty-object'],
      'text.jpg': ['This is text.', 'unsupported-format'],
      'truncated.jpg': [photo.subarray(0, photo.length / 4), 'corrupt-image'],
      'new\nline.jpg': [photo, 'created'],
      [`${'n'.repeat(251)}.jpg`]: [photo, 'not-copied'],
      [`${'n'.repeat(246)}.jpg`]: [photo, 'created'],
      [longest]: [photo, 'key-too-long'],
      [`${longest}k`]: [photo, 'not-uploaded'],
      'large.jpg': ['', 'object-too-large'],
    };
    for (const [key, [content]] of Object.entries(files)) {
      await mkdir(path.dirname(within(key)), { recursive: true });
      await writeFile(within(key), content);
    }
    // One byte over the limit, in a file without blocks.
    await truncate(within('large.jpg'), 100 * 1024 ** 2 + 1);

    // A pipe never ends.
    expect(spawnSync('mkfifo', [within('pipe.jpg')]).status).to.equal(0);

    const { status, stdout, stderr } = await run('--json', input).ended;

    const outcomes = stdout
      .trimEnd()
      .split('\n')
      .map((line) => LocalOutcome.parse(JSON.parse(line)));
    const told = Object.fromEntries(outcomes.map((it) => [it.key, 'code' in it ? it.code : it.result]));
    const expected = Object.fromEntries(Object.entries(files).map(([key, [, what]]) => [key, what]));
    expect(told).to.deep.equal({
      ...expected,
      'a.jpg': 'created',
      'day 1/b.jpg': 'created',
      'pipe.jpg': 'not-uploaded',
    });
    expect(outcomes).to.have.lengthOf(Object.keys(told).length);
    expect({
      status,
      sums: stderr
        .replace(/\. The thumbnails.*\n/, '')
        .split(', ')
        .sort(),
    }).to.deep.equal({
      status: 1,
      sums: ['3 failed', '4 created', '5 rejected'],
    });
    expect(await thumbnails()).to.have.lengthOf(4);
  });

  it('skips files that are no images by their names, and exits with 0', async () => {
    const files = { '.DS_Store': 'hidden', 'notes.txt': 'text', LICENSE: 'text', 'photo-without-extension': photo };
    for (const [name, content] of Object.entries(files)) await writeFile(within(name), content);

    const { status, stdout, stderr } = await run('--json', input).ended;

    const outcomes = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(Object.fromEntries(outcomes.map(({ key, code, result }) => [key, code ?? result]))).to.deep.equal({
      'a.jpg': 'created',
      'day 1/b.jpg': 'created',
      'photo-without-extension': 'created',
      'notes.txt': 'not-an-image',
      LICENSE: 'not-an-image',
    });
    expect({ status, stderr: stderr.split('.')[0]?.split(', ').sort() }).to.deep.equal({
      status: 0,
      stderr: ['2 skipped', '3 created'],
    });
  });

  it('rejects a file without an extension that is given by name', async () => {
    await writeFile(within('LICENSE'), 'text');

    const { status, stdout } = await run('--json', within('LICENSE')).ended;

    expect(JSON.parse(stdout)).to.include({ result: 'rejected', code: 'unsupported-format' });
    expect(status).to.equal(1);
  });

  it('refuses two files of one key before anything runs', async () => {
    await mkdir(path.join(input, '..', 'other'));
    await writeFile(path.join(input, '..', 'other', 'a.jpg'), photo);
    const { status, stdout, stderr } = await run(within('a.jpg'), path.join(input, '..', 'other')).ended;

    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
    expect(stderr).to.contain(`would both have the key "a.jpg"`).and.to.contain('Usage:');
    expect(await readdir(path.dirname(out))).to.have.members(['in', 'other', 'tmp']);
  });

  it('cleans up at Ctrl-C, and leaves no process', async () => {
    for (let copy = 0; copy < 60; copy += 1) await writeFile(within(`${copy}.jpg`), photo);
    const started = run('--json', input);
    await started.printed(/\n/);

    started.child.kill('SIGINT');

    const { status, stderr } = await started.ended;
    expect({ status, stderr }).to.deep.equal({ status: 130, stderr: '' });
  });

  it('stops and cleans up when SIGTERM has ended the shell that npm runs it in', async () => {
    for (let copy = 0; copy < 400; copy += 1) await writeFile(within(`${copy}.jpg`), photo);
    const started = startInShell(input, ['--once', '--json', '--out', out, input], { TMPDIR });
    await started.printed(/\n/);

    started.child.kill('SIGTERM');

    // Its output ends when the process behind the shell has ended.
    expect((await started.ended).stderr).to.equal('');
    expect((await thumbnails()).length).to.be.below(400);
  });

  it('cleans up when nobody reads its output any longer', async () => {
    const started = run('--json', input);

    started.child.stdout?.destroy();

    expect(await once(started.child, 'exit')).to.deep.equal([141, null]);
  });
});
