import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { createEventStream } from '../../../scripts/console/event-stream.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** Stands in for the response to one page, and remembers what the page was sent. */
function openPage() {
  const response = Object.assign(new PassThrough(), { writeHead: () => response });
  let sent = '';
  response.on('data', (data) => {
    sent += data;
  });
  return { response: response as unknown as ServerResponse, sent: () => sent, close: () => response.destroy() };
}

describe('createEventStream', () => {
  let changed: string[];
  let asked: number;
  const stream = () =>
    createEventStream({
      whole: () => ['whole'],
      changes() {
        asked += 1;
        return changed.length > 0 ? changed.splice(0) : undefined;
      },
    });
  beforeEach(() => {
    [changed, asked] = [[], 0];
  });

  it('sends a page everything, and then the changes of a moment together', async () => {
    const [events, page] = [stream(), openPage()];
    events.open(page.response);
    for (const key of ['a', 'b']) {
      changed.push(key);
      events.touch();
    }

    await waitUntil(() => page.sent().includes('changes'));
    expect(page.sent()).to.equal('event: whole\ndata: ["whole"]\n\nevent: changes\ndata: ["a","b"]\n\n');
    page.close();
  });

  it('sends earlier pages what a later one has in its whole state', async () => {
    const [events, first, second] = [stream(), openPage(), openPage()];
    events.open(first.response);
    changed.push('a');
    events.touch();
    events.open(second.response);

    await waitUntil(() => second.sent() !== '' && first.sent().includes('changes'));
    expect(second.sent()).to.equal('event: whole\ndata: ["whole"]\n\n');
    for (const page of [first, second]) page.close();
  });

  it('costs nothing while no page is open', async () => {
    const [events, page] = [stream(), openPage()];
    events.open(page.response);
    page.close();
    await waitUntil(() => page.response.closed);
    const before = asked;
    events.touch();
    // A timer of the same length, that begins later.
    const [later, other] = [stream(), openPage()];
    later.open(other.response);
    changed.push('a');
    later.touch();
    await waitUntil(() => other.sent().includes('changes'));

    // Opening a page and telling it of a change asks once each.
    expect(asked).to.equal(before + 2);
    other.close();
  });
});
