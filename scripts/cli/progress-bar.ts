/** A bar on the last line of a terminal, below what is printed. Where there is no terminal there is no bar. */
export interface ProgressBar {
  /** Prints a line above the bar. */
  print(stream: NodeJS.WritableStream, line: string): void;
  /** Says how many are done; and of how many, where that has become another number. */
  update(done: number, total?: number): void;
  /** Takes the bar away. */
  end(): void;
}

const columns = 30;

/** A bar that is full at `expected`. */
export function progressBar(expected: number, terminal: NodeJS.WriteStream): ProgressBar {
  let bar = '';
  const show = (text: string) => {
    bar = text;
    if (terminal.isTTY) terminal.write(`\r\x1b[K${bar}`);
  };
  return {
    print(stream, line) {
      const shown = bar;
      show('');
      stream.write(`${line}\n`);
      show(shown);
    },
    update(done, total = expected) {
      const filled = Math.round((done / Math.max(total, 1)) * columns);
      show(`${'█'.repeat(filled)}${'░'.repeat(columns - filled)} ${done}/${total}`);
    },
    end: () => show(''),
  };
}
