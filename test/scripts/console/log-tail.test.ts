import { expect } from 'chai';
import { createLogTail } from '../../../scripts/console/log-tail.ts';

describe('createLogTail', () => {
  it('returns each line once, and keeps it', () => {
    const log = createLogTail();
    log.add('a');
    log.add('b');

    expect([log.takeNew(), log.takeNew(), log.all()]).to.deep.equal([['a', 'b'], [], ['a', 'b']]);
  });

  it('keeps the latest 500 lines', () => {
    const log = createLogTail();
    for (let number = 1; number <= 502; number += 1) log.add(String(number));

    expect([log.all().length, log.all()[0], log.takeNew().length]).to.deep.equal([500, '3', 500]);
  });
});
