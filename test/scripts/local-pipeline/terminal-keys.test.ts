import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { listenForKeys } from '../../../scripts/local-pipeline/terminal-keys.ts';

function terminal(isTTY: boolean) {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY,
    setRawMode(mode: boolean) {
      modes.push(mode);
      return input;
    },
  });
  return { input: input as unknown as NodeJS.ReadStream, modes };
}

describe('listenForKeys', () => {
  it('calls back for each key, takes Ctrl-C for q, and ignores other keys', () => {
    const { input } = terminal(true);
    const pressed: string[] = [];
    listenForKeys(input, { o: () => pressed.push('o'), q: () => pressed.push('q') });

    input.emit('data', Buffer.from('xoo'));
    input.emit('data', Buffer.from('\u0003'));

    expect(pressed).to.deep.equal(['o', 'o', 'q']);
  });

  it('restores the terminal when it stops', () => {
    const { input, modes } = terminal(true);
    const pressed: string[] = [];
    listenForKeys(input, { q: () => pressed.push('q') })();
    input.emit('data', Buffer.from('q'));

    expect([modes, pressed]).to.deep.equal([[true, false], []]);
  });

  it('leaves an input that is no terminal alone', () => {
    const { input, modes } = terminal(false);
    listenForKeys(input, { q: () => {} });

    expect([modes, input.listenerCount('data')]).to.deep.equal([[], 0]);
  });
});
