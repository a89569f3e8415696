import { expect } from 'chai';
import type { KeyEvent } from '../../../scripts/console/key-event.ts';
import { addEvent, cardOf, emptyHistory } from '../../../scripts/console/key-history.ts';

const at = 1000;
const uploaded: KeyEvent = { type: 'uploaded', key: 'a', at, bytes: 9, etag: 'e' };
const deleted: KeyEvent = { type: 'deleted', key: 'a', at };
const queued = (requestId: string): KeyEvent => ({ type: 'queued', key: 'a', at, requestId });
const attempt = (requestId: string, number: number): KeyEvent => ({
  type: 'attempt',
  key: 'a',
  at,
  requestId,
  attempt: number,
});
const outcome = (requestId: string, result: 'created' | 'removed' | 'failed'): KeyEvent => ({
  type: 'outcome',
  key: 'a',
  at,
  requestId,
  result,
  ms: 5,
});

describe('cardOf', () => {
  const cases: Array<[string, KeyEvent[], object]> = [
    ['an upload of which nobody was notified', [uploaded], { state: 'unnoticed', source: { bytes: 9, etag: 'e' } }],
    ['an event that waits', [uploaded, queued('1')], { state: 'waiting' }],
    ['an attempt that runs', [uploaded, queued('1'), attempt('1', 2)], { state: 'processing', attempt: 2 }],
    ['an outcome', [uploaded, queued('1'), attempt('1', 1), outcome('1', 'created')], { state: 'created', ms: 5 }],
    [
      'an overwritten object, whose earlier outcome counts no more',
      [uploaded, queued('1'), outcome('1', 'created'), uploaded],
      { state: 'unnoticed' },
    ],
    [
      'two events, of which one is done',
      [uploaded, queued('1'), uploaded, queued('2'), outcome('1', 'created')],
      { state: 'waiting' },
    ],
    ['a deleted object', [uploaded, deleted, queued('1'), outcome('1', 'removed')], { state: 'removed' }],
    ['a deleted object of which nobody was notified', [uploaded, deleted], { state: 'removed' }],
    ['an event that is sent again', [uploaded, outcome('1', 'failed'), queued('2')], { state: 'waiting' }],
  ];
  for (const [description, events, expected] of cases) {
    it(`shows ${description}`, () => {
      const history = emptyHistory('a');
      for (const event of events) addEvent(history, event);

      expect(cardOf(history)).to.deep.include({ key: 'a', at, ...expected });
    });
  }

  it('shows no source once the object was deleted', () => {
    const history = emptyHistory('a');
    for (const event of [uploaded, deleted]) addEvent(history, event);

    expect(cardOf(history)).not.to.have.property('source');
  });
});
