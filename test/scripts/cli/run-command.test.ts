import { expect } from 'chai';
import { defineCommand } from '../../../scripts/cli/command.ts';
import { flag } from '../../../scripts/cli/options.ts';
import { UsageError } from '../../../scripts/cli/usage-error.ts';
import { runCaptured } from '../../support/run-captured.ts';

describe('runCommand', () => {
  const doing = (run: (loud: boolean, files: string[], signal: () => AbortSignal) => Promise<number>) =>
    defineCommand({
      summary: 'Greet.',
      usage: ['npm run greet -- [--loud] FILE...'],
      options: { loud: flag('shout') },
      positionals: { placeholder: 'FILE...', description: 'whom to greet', min: 0, max: 2 },
      run: ({ loud }, context) => run(loud, context.positionals, () => context.signal),
    });

  it('gives the command its options and arguments, and returns its exit code', async () => {
    let seen: unknown;
    const command = doing(async (...given) => {
      seen = given.slice(0, 2);
      return 3;
    });

    const { code, output, errors } = await runCaptured(command, ['a', '--loud', 'b']);

    expect(seen).to.deep.equal([true, ['a', 'b']]);
    expect({ code, output, errors }).to.deep.equal({ code: 3, output: '', errors: '' });
  });

  for (const args of [['--help'], ['-h'], ['--bogus', '--help', 'a', 'b', 'c']]) {
    it(`prints help for ${args.join(' ')}, and does not run the command`, async () => {
      const { code, output } = await runCaptured(
        doing(() => expect.fail('it ran')),
        args,
      );

      expect(code).to.equal(0);
      expect(output).to.match(/^Greet\.\n\nUsage:\n/);
    });
  }

  it('takes --help for an argument behind two hyphens', async () => {
    const { code } = await runCaptured(
      doing(async (_, [file]) => (file === '--help' ? 5 : 6)),
      ['--', '--help'],
    );

    expect(code).to.equal(5);
  });

  it('reports a problem by its message alone, and returns 1', async () => {
    const { code, output, errors } = await runCaptured(
      doing(() => Promise.reject(new Error('No space left.'))),
      [],
    );

    expect({ code, output, errors }).to.deep.equal({ code: 1, output: '', errors: 'No space left.\n' });
  });

  it('reports wrong usage together with the right one, and returns 2', async () => {
    const command = doing(() => Promise.reject(new UsageError('Nobody is there.')));

    const { code, errors } = await runCaptured(command, []);

    expect(code).to.equal(2);
    expect(errors).to.equal(
      'Nobody is there.\n\nUsage:\n  npm run greet -- [--loud] FILE...\n\nAdd --help for the options.\n',
    );
  });

  describe('when interrupted', () => {
    const interrupt = () => void process.emit('SIGINT', 'SIGINT');

    it('aborts the signal of the command, and returns 130 when that gives up', async () => {
      const command = doing(async (_, __, signal) => {
        const taken = signal();
        interrupt();
        taken.throwIfAborted();
        return 0;
      });

      expect(await runCaptured(command, [])).to.deep.equal({ code: 130, output: '', errors: '' });
    });

    it('returns the exit code of a command that finishes nevertheless', async () => {
      const command = doing(async (_, __, signal) => {
        signal();
        interrupt();
        return 0;
      });

      expect((await runCaptured(command, [])).code).to.equal(0);
    });

    it('no longer listens when the command has ended', async () => {
      const before = process.listenerCount('SIGINT');

      await runCaptured(
        doing(async () => 0),
        [],
      );

      expect(process.listenerCount('SIGINT')).to.equal(before);
    });
  });
});
