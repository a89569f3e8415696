import path from 'node:path';
import { objectsOfEvent } from '../../functions/thumbnail/objects-of-event.ts';
import type { EventProgress, ObjectChange, RequestInterceptor } from '../local-aws/index.ts';
import { createBoard } from './board.ts';
import type { ConsolePipeline } from './console-pipeline.ts';
import { consoleRequests } from './console-requests.ts';
import { openDeadLetters } from './dead-letters.ts';
import { createEventStream } from './event-stream.ts';
import { openJournal } from './journal.ts';
import type { KeyEvent } from './key-event.ts';
import { createLiveState } from './live-state.ts';
import { createLogTail } from './log-tail.ts';

/** Programs other than the console may read and redrive the queue. */
const lettersMs = 1000;

/** An outcome, as the function or this machine has reported it. */
type ReportedOutcome = Omit<Extract<KeyEvent, { type: 'outcome' }>, 'type' | 'at' | 'requestId'>;

/** The web page of `npm start`, and what it has to be told of the pipeline. */
export interface Console {
  onChange(change: ObjectChange): void;
  onProgress(progress: EventProgress): void;
  onOutcome(outcome: ReportedOutcome, requestId: string): void;
  onLine(line: string): void;
  /** Attaches the pipeline, and returns what serves the page. */
  attach(pipeline: ConsolePipeline): RequestInterceptor;
  close(): Promise<void>;
}

/** @param options.directory keeps what happened, so that the page is right after a restart */
export async function openConsole({ directory, version }: { directory: string; version: string }): Promise<Console> {
  const journal = await openJournal(path.join(directory, 'events.jsonl'));
  const board = createBoard(journal.events);
  const log = createLogTail();
  const state = createLiveState(board, log);
  const stream = createEventStream(state);
  let sourceBucket: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  function add(event: KeyEvent): void {
    board.add(event);
    journal.append(event);
    state.touch(event.key);
    stream.touch();
  }

  return {
    onChange({ bucket, key, eventName, size: bytes = 0, etag = '' }) {
      if (bucket !== sourceBucket) return;
      const at = Date.now();
      if (eventName === 'ObjectRemoved:Delete') add({ type: 'deleted', key, at });
      else add({ type: 'uploaded', key, at, bytes, etag });
    },
    onProgress({ requestId, payload, attempt }) {
      const at = Date.now();
      for (const { key } of objectsOfEvent(payload)) {
        if (attempt === 0) add({ type: 'queued', key, at, requestId });
        else add({ type: 'attempt', key, at, requestId, attempt });
      }
    },
    onOutcome(outcome, requestId) {
      add({ ...outcome, type: 'outcome', at: Date.now(), requestId });
    },
    onLine(line) {
      log.add(line);
      stream.touch();
    },
    attach(pipeline) {
      sourceBucket = pipeline.sourceBucket;
      const { objects } = pipeline.objects.list(sourceBucket, {});
      journal.begin(board.reconcile(objects));
      const letters = openDeadLetters(pipeline);
      const readLetters = async () => {
        if (state.setLetters(await letters.list())) stream.touch();
      };
      void readLetters();
      timer = setInterval(readLetters, lettersMs).unref();
      return consoleRequests({ pipeline, board, log, stream, letters, version });
    },
    async close() {
      clearInterval(timer);
      await journal.close();
    },
  };
}
