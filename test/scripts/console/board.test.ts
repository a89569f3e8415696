import { expect } from 'chai';
import { createBoard } from '../../../scripts/console/board.ts';
import type { KeyEvent } from '../../../scripts/console/key-event.ts';

const uploaded = (key: string, etag = 'e'): KeyEvent => ({ type: 'uploaded', key, at: 1, bytes: 9, etag });
const queued = (key: string): KeyEvent => ({ type: 'queued', key, at: 2, requestId: 'r' });
const rejected = (key: string): KeyEvent => ({
  type: 'outcome',
  key,
  at: 3,
  requestId: 'r',
  result: 'rejected',
  ms: 1,
  code: 'corrupt-image',
  reason: 'cut off',
});
const object = (key: string, etag = 'e') => ({ key, size: 9, etag, lastModified: '2026-01-02T03:04:05.000Z' });

describe('createBoard', () => {
  it('shows the latest upload first', () => {
    const board = createBoard([]);
    for (const key of ['a', 'b', 'c', 'a']) board.add(uploaded(key));

    const { cards, total } = board.newest(2);
    expect([cards.map(({ key }) => key), total]).to.deep.equal([['a', 'c'], 3]);
  });

  it('still has the outcomes of an earlier run', () => {
    const board = createBoard([uploaded('a'), rejected('a')]);
    board.reconcile([object('a')]);

    expect(board.card('a')).to.include({ state: 'rejected', code: 'corrupt-image' });
  });

  it('waits for no event of an earlier run that Lambda does not announce again', () => {
    const board = createBoard([uploaded('a'), queued('a'), uploaded('b'), queued('b')]);
    board.add(queued('b'));
    board.reconcile([object('a'), object('b')]);

    expect([board.card('a')?.state, board.card('b')?.state]).to.deep.equal(['unnoticed', 'waiting']);
    expect(board.pending()).to.equal(1);
  });

  it('forgets objects that are gone, and learns of those that came or changed while it did not run', () => {
    const board = createBoard([uploaded('gone'), uploaded('changed'), rejected('changed'), uploaded('same')]);

    const events = board.reconcile([object('changed', 'other'), object('same'), object('new')]);

    expect(board.newest(9).total).to.equal(3);
    expect(board.card('changed')).to.deep.include({ state: 'unnoticed', source: { bytes: 9, etag: 'other' } });
    expect(board.card('new')?.at).to.equal(Date.parse('2026-01-02T03:04:05.000Z'));
    expect(events.map(({ key, type }) => `${key} ${type}`)).to.have.members([
      'changed uploaded',
      'changed outcome',
      'changed uploaded',
      'same uploaded',
      'new uploaded',
    ]);
  });
});
