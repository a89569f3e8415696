import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import sharp from 'sharp';
import { Variant } from '../../../../../functions/thumbnail/contract.ts';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { renderIsolated } from '../../../../../functions/thumbnail/rendering/isolated/render-isolated.ts';
import { root } from '../../../../../scripts/cli/project-root.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { quartered, svg } from '../../../../support/pictures.ts';
import { expectRejected, limits, thumbnailOf } from '../../../../support/render-one.ts';

/** Blurred 100,000 times, which takes little memory, and more time than anybody has. */
const blur = `<filter id="f">${'<feGaussianBlur stdDeviation="30"/>'.repeat(2000)}</filter>`;
const endless = svg(blur + '<rect width="160" height="120" filter="url(#f)"/>'.repeat(50));
/** As many elements as four bytes can make, of which each takes hundreds. */
const heavy = svg('<g/>'.repeat(900_000));

const program = path.join(root, 'functions', 'thumbnail', 'rendering', 'isolated', 'render-process.ts');
const variant = Variant.parse({ name: 'small', width: 20, height: 20 });

describe('renderIsolated', function () {
  this.timeout(30_000);

  it('draws an SVG', async () => {
    const thumbnail = await thumbnailOf(svg('<rect width="160" height="120" fill="#dc2828"/>'));

    expect([...(await sharp(thumbnail).raw().toBuffer()).subarray(0, 3)]).to.deep.equal([220, 40, 40]);
  });

  it('does not begin with an SVG that is so long that it would take too much memory', async () => {
    const started = performance.now();
    await expectRejected(endless, 'image-too-large', { memoryBytes: 10 * endless.byteLength });

    expect(performance.now() - started).to.be.below(100);
  });

  it('reads nothing in the process but SVGs, whatever it is given', async () => {
    const png = await quartered(40, 30).png().toBuffer();

    await expectError(Rejection, 'corrupt-image', () => renderIsolated(png, 'svg', [variant], { ...limits, ms: 5000 }));
  });

  it('ends with whoever waits for its answer, however long the drawing would take', async () => {
    const child = fork(program, {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.send({ image: endless, format: 'svg', variants: [variant], limits });
    await delay(1500);

    child.disconnect();

    const [, signal] = await once(child, 'exit', { signal: AbortSignal.timeout(5000) });
    expect(signal).to.equal('SIGKILL');
  });

  it('draws several at a time', async () => {
    const colours = ['#dc2828', '#28b43c', '#283cd2'];

    const drawn = await Promise.all(
      colours.map((it) => thumbnailOf(svg(`<rect width="160" height="120" fill="${it}"/>`))),
    );

    expect(new Set(drawn.map((it) => `${it}`)).size).to.equal(3);
  });

  describe('on Linux, where processes can be looked into', () => {
    before(function () {
      if (!existsSync('/proc/self/task')) this.skip();
    });

    it('ends what takes longer than it may, and leaves nothing that runs on', async () => {
      const { message } = await expectRejected(endless, 'image-too-complex', { ms: 2500 });

      expect(message).to.contain('2.5 seconds');
      await noDrawing();
    });

    it('ends what takes more memory than it may', async () => {
      const { message } = await expectRejected(heavy, 'image-too-large', { memoryBytes: svgLimit(heavy) });

      expect(message).to.contain(`${heavy.byteLength} bytes`).and.to.contain('MB that the function has for it');
      await noDrawing();
    });

    it('tells a crash of the process from what the image is not', async () => {
      const drawing = thumbnailOf(endless, { ...limits, ms: 20_000 }).catch((error: unknown) => error);
      const [id] = await drawings();
      process.kill(Number(id), 'SIGSEGV');

      expect(await drawing).to.include({ code: 'corrupt-image' });
    });

    it('tells that the system has killed the process, for which the image need not be at fault', async () => {
      const drawing = thumbnailOf(endless, { ...limits, ms: 20_000 }).catch((error: unknown) => error);
      const [id] = await drawings();
      process.kill(Number(id), 'SIGKILL');

      expect(await drawing).to.include({ code: 'out-of-memory' });
    });

    it('keeps the credentials of the function from the process', async () => {
      process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
      try {
        const drawing = expectRejected(endless, 'image-too-complex', { ms: 3000 });
        const [id] = await drawings();

        expect(await readFile(`/proc/${id}/environ`, 'latin1'))
          .to.contain('PATH=')
          .and.not.to.contain('secret');
        await drawing;
      } finally {
        delete process.env['AWS_SECRET_ACCESS_KEY'];
      }
    });
  });
});

/** Just enough for the text of an SVG, and not for what becomes of it. */
function svgLimit({ byteLength }: Uint8Array): number {
  return byteLength * 11;
}

/** The ids of the processes that draw, once there are any. */
async function drawings(): Promise<string[]> {
  for (;;) {
    const found = await running();
    if (found.length > 0) return found;
    await delay(20);
  }
}

async function noDrawing(): Promise<void> {
  const end = performance.now() + 5000;
  while ((await running()).length > 0 && performance.now() < end) await delay(20);
  expect(await running()).to.deep.equal([]);
}

/** Of this process: others may run the same tests. */
async function running(): Promise<string[]> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  const ids = children.split(' ').filter((id) => id !== '');
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return ids.filter((_, index) => lines[index]?.includes('render-process'));
}
