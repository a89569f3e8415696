/** One line of a log group. */
export interface LogLine {
  /** Milliseconds since 1970. */
  timestamp: number;
  message: string;
}

/** The lines of log groups, in memory. */
export interface LogStore {
  append(group: string, message: string): void;
  /** Returns the lines of a group, oldest first; undefined when there is no such group. */
  lines(group: string): readonly LogLine[] | undefined;
}

/** Enough for the keys that somebody may ask about. */
const maxLines = 10_000;

/** Creates an empty log group for each name. A group keeps its newest lines. */
export function createLogStore(groups: readonly string[]): LogStore {
  const kept = new Map(groups.map((group) => [group, [] as LogLine[]]));
  return {
    append(group, message) {
      const lines = kept.get(group);
      lines?.push({ timestamp: Date.now(), message });
      // Not at each line, since it moves all the others.
      if (lines && lines.length > 2 * maxLines) lines.splice(0, lines.length - maxLines);
    },
    lines: (group) => kept.get(group),
  };
}
