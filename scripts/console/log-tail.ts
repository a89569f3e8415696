/** The lines that are kept. */
const maxLines = 500;

/** The latest lines of the function's log. */
export interface LogTail {
  add(line: string): void;
  all(): readonly string[];
  /** Returns the lines since the last call. */
  takeNew(): string[];
}

export function createLogTail(): LogTail {
  const lines: string[] = [];
  let added = 0;
  return {
    add(line) {
      lines.push(line);
      added += 1;
      if (lines.length > maxLines) lines.shift();
    },
    all: () => lines,
    takeNew() {
      const fresh = lines.slice(Math.max(0, lines.length - added));
      added = 0;
      return fresh;
    },
  };
}
