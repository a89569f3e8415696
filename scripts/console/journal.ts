import { once } from 'node:events';
import { createWriteStream, renameSync, type WriteStream, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { KeyEvent } from './key-event.ts';

/** A file of events, one a line. */
export interface Journal {
  /** The events that the file held when it was opened. */
  events: KeyEvent[];
  /** Replaces the file by these events, and begins to append to it. */
  begin(events: readonly KeyEvent[]): void;
  /** Appends an event. Does nothing before `begin`. */
  append(event: KeyEvent): void;
  close(): Promise<void>;
}

/** Opens a file of events. Lines that cannot be read are left out: a kill may have left the last one half written. */
export async function openJournal(file: string): Promise<Journal> {
  await mkdir(path.dirname(file), { recursive: true });
  const text = await readFile(file, 'utf8').catch(() => '');
  let stream: WriteStream | undefined;
  return {
    events: text.split('\n').flatMap(readLine),
    begin(events) {
      const aside = `${file}.partial`;
      writeFileSync(aside, events.map(lineOf).join(''));
      renameSync(aside, file);
      stream = createWriteStream(file, { flags: 'a' });
    },
    append: (event) => void stream?.write(lineOf(event)),
    async close() {
      if (!stream) return;
      stream.end();
      await once(stream, 'close');
    },
  };
}

function lineOf(event: KeyEvent): string {
  return `${JSON.stringify(event)}\n`;
}

function readLine(line: string): KeyEvent[] {
  try {
    return [KeyEvent.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
