import { defineCommand } from '../cli/command.ts';
import { value, wholeNumber } from '../cli/options.ts';
import { compare } from '../trials/bench/compare.ts';

export const command = defineCommand({
  summary: 'Compare npm start -- --once with sharp alone, over the same photos and with the same parallelism.',
  usage: ['npm run bench -- [--photos N] [--rounds N] [DIR]'],
  description: 'Each time is that of a whole process, from its start to its end.',
  options: {
    photos: value(
      'N',
      'how many photos are drawn when DIR is not given (default 100)',
      wholeNumber(1, 100_000).default(100),
    ),
    rounds: value('N', 'how often to measure (default 3)', wholeNumber(1, 1000).default(3)),
  },
  positionals: { placeholder: 'DIR', description: 'a directory of photos', min: 0, max: 1 },
  async run({ photos, rounds }, { positionals: [directory] }) {
    await compare({ photos, rounds, directory });
    return 0;
  },
});
