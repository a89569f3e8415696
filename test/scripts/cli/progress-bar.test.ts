import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { progressBar } from '../../../scripts/cli/progress-bar.ts';

describe('progressBar', () => {
  it('writes plain lines, and nothing else, where there is no terminal', () => {
    const stream = stand(false);
    const bar = progressBar(2, stream);

    bar.update(1);
    bar.print(stream, 'first');
    bar.update(2);
    bar.print(stream, 'second');
    bar.end();

    expect(stream.written()).to.equal('first\nsecond\n');
  });

  it('shows on a terminal how many are done', () => {
    const terminal = stand(true);

    progressBar(4, terminal).update(1);

    expect(terminal.written()).to.equal(`\r\x1b[K${'█'.repeat(8)}${'░'.repeat(22)} 1/4`);
  });

  it('adds a note where there is room for it', () => {
    const terminal = stand(true);
    const bar = progressBar(4, terminal);
    bar.update(1, 4, ', 20/s');
    terminal.columns = 9;
    bar.update(2, 4, ', 20/s');

    expect(terminal.written().split('\r\x1b[K').slice(1)).to.deep.equal([
      `${'█'.repeat(8)}${'░'.repeat(22)} 1/4, 20/s`,
      '██░░ 2/4',
    ]);
  });

  for (const [columns, bar] of [
    [40, `${'█'.repeat(15)}${'░'.repeat(15)} 50/100`],
    [20, `${'█'.repeat(6)}${'░'.repeat(6)} 50/100`],
    [8, ' 50/100'],
  ] as const) {
    it(`stays on one line of ${columns} columns`, () => {
      const terminal = stand(true, columns);

      progressBar(100, terminal).update(50);

      expect(terminal.written()).to.equal(`\r\x1b[K${bar}`);
      expect(bar.length).to.be.below(columns);
    });
  }

  it('hides the bar for a line, and shows it again below', () => {
    const terminal = stand(true);
    const output = stand(true);
    const bar = progressBar(1, terminal);
    bar.update(1);
    terminal.written();

    bar.print(output, 'a line');

    expect(output.written()).to.equal('a line\n');
    expect(terminal.written()).to.equal(`\r\x1b[K\r\x1b[K${'█'.repeat(30)} 1/1`);
  });

  it('leaves an empty line at the end', () => {
    const terminal = stand(true);
    const bar = progressBar(1, terminal);
    bar.update(1);

    bar.end();

    expect(terminal.written().endsWith('1/1\r\x1b[K')).to.equal(true);
  });

  it('shows 0/0 when there is nothing to do', () => {
    const terminal = stand(true);

    progressBar(0, terminal).update(0);

    expect(terminal.written()).to.contain(' 0/0');
  });
});

/** Stands in for a stream; `written` returns what was written since the last call. */
function stand(isTTY: boolean, columns = 80): NodeJS.WriteStream & { written: () => string } {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns });
  return Object.assign(stream as unknown as NodeJS.WriteStream, { written: () => String(stream.read() ?? '') });
}
