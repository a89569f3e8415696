import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import sharp from 'sharp';
import { Variant } from '../../../../../functions/thumbnail/contract/variant.ts';
import { Failure, Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { processCpuMs } from '../../../../../functions/thumbnail/rendering/isolated/process-cpu.ts';
import { renderIsolated } from '../../../../../functions/thumbnail/rendering/isolated/render-isolated.ts';
import { root } from '../../../../../scripts/cli/project-root.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { expectQuartered, quartered, svg } from '../../../../support/pictures.ts';
import { expectRejected, limits, thumbnailOf } from '../../../../support/render-one.ts';

/** 100,000 blurs, which take little memory, and more time than anybody has. */
const blur = `<filter id="f">${'<feGaussianBlur stdDeviation="30"/>'.repeat(2000)}</filter>`;
const endless = svg(blur + '<rect width="160" height="120" filter="url(#f)"/>'.repeat(50));
/** An element needs four bytes of text, and hundreds of memory. */
const heavy = svg('<g/>'.repeat(900_000));

const simple = svg('<rect width="160" height="120" fill="#dc2828"/>');

const program = path.join(root, 'functions', 'thumbnail', 'rendering', 'isolated', 'render-process.ts');
const variant = Variant.parse({ name: 'small', width: 20, height: 20 });

describe('renderIsolated', () => {
  it('draws an SVG', async () => {
    const thumbnail = await thumbnailOf(simple);

    expect([...(await sharp(thumbnail).raw().toBuffer()).subarray(0, 3)]).to.deep.equal([220, 40, 40]);
  });

  it('reads only isolated formats in the process, whatever it is given', async () => {
    const png = await quartered(40, 30).png().toBuffer();

    await expectError(Rejection, 'corrupt-image', () => renderIsolated(png, 'svg', [variant], limits));
  });

  it('draws several at a time', async () => {
    const colours = ['#dc2828', '#28b43c', '#283cd2'];

    const drawn = await Promise.all(
      colours.map((it) => thumbnailOf(svg(`<rect width="160" height="120" fill="${it}"/>`))),
    );

    expect(new Set(drawn.map((it) => `${it}`)).size).to.equal(3);
  });

  describe('on Linux, where processes can be inspected', () => {
    before(function () {
      if (!existsSync('/proc/self/task')) this.skip();
    });

    it('starts no process for an SVG whose text alone takes too much memory', async () => {
      const drawing = expectRejected(endless, 'image-too-large', { memoryBytes: 8 * endless.byteLength });

      // A process would have been started by now.
      expect(await running()).to.deep.equal([]);
      await drawing;
    });

    it('rejects an SVG that takes too much CPU time, and leaves no process running', async () => {
      const { message } = await expectRejected(endless, 'image-too-complex', { cpuMs: 500 });

      expect(message).to.contain('0.5 seconds of CPU time');
      await noDrawing();
    });

    it('rejects an SVG that takes too much memory', async () => {
      const { message } = await expectRejected(heavy, 'image-too-large', { memoryBytes: svgLimit(heavy) });

      expect(message).to.contain(`${heavy.byteLength} bytes`).and.to.contain('MB that the function has for it');
      await noDrawing();
    });

    it('fails instead of rejecting when the process is stopped until there is no time left', async () => {
      const drawing = errorOf(thumbnailOf(endless, { wallMs: 1500 }));
      const id = await drawingProcess();
      process.kill(id, 'SIGSTOP');

      const error = await drawing;
      expect(error).to.be.instanceOf(Failure).with.property('code', 'out-of-time');
      expect(error).to.have.property('message').that.contains('1.5 seconds');
      await noDrawing();
    });

    it('makes the thumbnail although the process is stopped for longer than the limit of CPU time', async () => {
      const cpuMs = 1000;
      const drawing = thumbnailOf(simple, { cpuMs });
      const id = await drawingProcess();
      process.kill(id, 'SIGSTOP');
      await delay(2 * cpuMs);
      process.kill(id, 'SIGCONT');

      expect(await drawing).to.be.instanceOf(Uint8Array);
    });

    it('does not count the CPU time that the process takes to start', async () => {
      const cpuMs = 500;
      const busy = `while (process.cpuUsage().user < ${2000 * cpuMs}) for (let step = 0; step < 1e6; step += 1);`;
      const { execArgv } = process;
      process.execArgv = [...execArgv, '--import', `data:text/javascript,${encodeURIComponent(busy)}`];
      try {
        expect(await thumbnailOf(simple, { cpuMs })).to.be.instanceOf(Uint8Array);
      } finally {
        process.execArgv = execArgv;
      }
    });

    it('rejects an image that crashes the process', async () => {
      const drawing = errorOf(thumbnailOf(endless));
      process.kill(await drawingProcess(), 'SIGSEGV');

      expect(await drawing)
        .to.be.instanceOf(Rejection)
        .with.property('code', 'corrupt-image');
    });

    it('fails when the system kills the process, which need not be because of the image', async () => {
      const drawing = errorOf(thumbnailOf(endless));
      process.kill(await drawingProcess(), 'SIGKILL');

      expect(await drawing)
        .to.be.instanceOf(Failure)
        .with.property('code', 'out-of-memory');
    });

    it('keeps the credentials of the function from the process', async () => {
      process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
      try {
        const drawing = errorOf(thumbnailOf(endless));
        const id = await drawingProcess();

        expect(await readFile(`/proc/${id}/environ`, 'latin1'))
          .to.contain('PATH=')
          .and.not.to.contain('secret');
        process.kill(id, 'SIGKILL');
        await drawing;
      } finally {
        delete process.env['AWS_SECRET_ACCESS_KEY'];
      }
    });

    describe('keeps the process of ImageMagick', () => {
      let heic: Buffer;

      before(async () => {
        heic = await imageFixture('quartered.heic');
      });

      it('for the next image', async () => {
        await thumbnailOf(heic);
        const before = await running('magick-render-process');
        await thumbnailOf(await imageFixture('quartered.psd'));

        expect(before).to.have.lengthOf(1);
        expect(await running('magick-render-process')).to.deep.equal(before);
      });

      it('after an image that is damaged', async () => {
        await thumbnailOf(heic);
        const before = await running('magick-render-process');
        await expectRejected((await imageFixture('quartered.jxl')).subarray(0, 200), 'corrupt-image');

        expect(await running('magick-render-process')).to.deep.equal(before);
      });

      it('until it crashes, and renders the image in a new one', async () => {
        await thumbnailOf(heic);
        const [id] = await running('magick-render-process');
        process.kill(Number(id), 'SIGSTOP');
        const drawing = thumbnailOf(heic);
        process.kill(Number(id), 'SIGSEGV');
        process.kill(Number(id), 'SIGCONT');

        await expectQuartered((await drawing) ?? Buffer.of());
        expect(await running('magick-render-process'))
          .to.have.lengthOf(1)
          .and.not.to.include(id);
      });

      it('and allows it more memory than an image in this process', async () => {
        // ImageMagick alone is estimated at this, in addition to the image.
        await expectQuartered((await thumbnailOf(heic, { memoryBytes: 100 * 1024 ** 2 })) ?? Buffer.of());
      });

      it('unless it takes more than a third of the memory of an image', async () => {
        await thumbnailOf(heic);
        await thumbnailOf(heic, { memoryBytes: 150 * 1024 ** 2 });

        while ((await running('magick-render-process')).length > 0) await delay(20);
      });
    });

    it('ends with the process that waits for its answer, even in the middle of drawing', async () => {
      const child = fork(program, {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      await once(child, 'message');
      const cpuMsWhenReady = processCpuMs(child.pid) ?? 0;
      child.send({ image: endless, format: 'svg', variants: [variant], limits });
      // Only drawing takes so much.
      while ((processCpuMs(child.pid) ?? 0) < cpuMsWhenReady + 500) await delay(20);

      child.disconnect();

      const [, signal] = await once(child, 'exit');
      expect(signal).to.equal('SIGKILL');
    });
  });
});

function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
}

/** Enough memory for the text of an SVG, and not for drawing it. */
function svgLimit({ byteLength }: Uint8Array): number {
  return byteLength * 11;
}

/** The id of the process that draws, once there is one. */
async function drawingProcess(): Promise<number> {
  for (;;) {
    const [id] = await running();
    if (id !== undefined) return Number(id);
    await delay(5);
  }
}

/** Resolves when no process draws. */
async function noDrawing(): Promise<void> {
  while ((await running()).length > 0) await delay(20);
}

/** The children of this process that run a program, that of SVGs by default: others may run the same tests. */
async function running(program = 'render-process'): Promise<string[]> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  const ids = children.split(' ').filter((id) => id !== '');
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return ids.filter((_, index) => lines[index]?.includes(`/${program}`));
}
