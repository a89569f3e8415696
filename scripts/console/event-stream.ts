import type { ServerResponse } from 'node:http';

/** How long events are gathered before they are sent together, so that 500 uploads at once are a few messages. */
const gatherMs = 50;
/** A proxy or a browser may give up a connection on which nothing comes. */
const heartbeatMs = 15_000;

/** The open pages. Each gets the whole state first, and then what changes. */
export interface EventStream {
  /** Answers with server-sent events until the page is closed. https://html.spec.whatwg.org/multipage/server-sent-events.html */
  open(response: ServerResponse): void;
  /** Sends what has changed to every page, soon. Costs nothing while there is none. */
  touch(): void;
}

/**
 * @param options.whole returns the whole state, for a page that has none
 * @param options.changes returns what has changed since the last call; undefined when nothing has
 */
export function createEventStream(options: { whole: () => unknown; changes: () => unknown }): EventStream {
  const pages = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;

  function send(page: ServerResponse, event: string, data: unknown): void {
    page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function flush(): void {
    timer = undefined;
    const changes = options.changes();
    if (changes !== undefined) for (const page of pages) send(page, 'changes', changes);
  }

  return {
    open(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      if (timer) clearTimeout(timer);
      // Pages that are open get what the new one has in its whole state.
      flush();
      send(response, 'whole', options.whole());
      pages.add(response);
      const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
      response.once('close', () => {
        clearInterval(heartbeat);
        pages.delete(response);
      });
    },
    touch() {
      if (pages.size > 0) timer ??= setTimeout(flush, gatherMs);
    },
  };
}
