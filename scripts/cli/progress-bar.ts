/** A bar on the last line of a terminal, below everything that is printed. Without a terminal there is no bar. */
export interface ProgressBar {
  /** Prints a line above the bar. */
  print(stream: NodeJS.WritableStream, line: string): void;
  /**
   * Shows how many are done, and of how many, if that has changed.
   *
   * @param note follows the numbers, where there is room for it
   */
  update(done: number, total?: number, note?: string): void;
  /** Removes the bar. */
  end(): void;
}

const maxColumns = 30;

/** Returns a bar that is full at `expected`. */
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
    update(done, total = expected, note = '') {
      const numbers = ` ${done}/${total}`;
      const count = numbers.length + note.length < (terminal.columns || 80) - 1 ? `${numbers}${note}` : numbers;
      // A line that fills the terminal wraps, and what is below the first row stays when the bar is redrawn.
      const columns = Math.max(0, Math.min(maxColumns, (terminal.columns || 80) - count.length - 1));
      const filled = Math.round((done / Math.max(total, 1)) * columns);
      show(`${'█'.repeat(filled)}${'░'.repeat(columns - filled)}${count}`);
    },
    end: () => show(''),
  };
}
