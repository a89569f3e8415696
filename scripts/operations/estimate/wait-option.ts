import { number } from '../../cli/number-option.ts';
import { value } from '../../cli/options.ts';
import { assumedWaitMs } from './estimate.ts';

/** The option of commands that calculate with the time of an invocation. */
export const waitOption = value(
  'N',
  `the milliseconds that an invocation waits for S3 (default ${assumedWaitMs})`,
  number(0, 900_000).default(assumedWaitMs),
);
