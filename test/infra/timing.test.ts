import { expect } from 'chai';
import * as z from 'zod';
import { reservedMs } from '../../functions/thumbnail/contract/limits.ts';
import { retries } from '../../functions/thumbnail/s3/retries.ts';
import { everyOption, synthesized } from './synthesized.ts';

const Configuration = z.object({
  timeout: z.int(),
  environment: z.object({ variables: z.object({ MAX_RENDER_SECONDS: z.string().transform(Number) }) }),
});

/**
 * The maximum wait of the SDK before the second and the third attempt at an unanswered request: 100 ms, doubled each time.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const maxWaitMs = 100 * 2 + 100 * 4;

describe('the time of an invocation', () => {
  for (const [name, settings] of Object.entries({
    'the defaults': {},
    'every option': everyOption,
    'the shortest timeout': { timeoutSeconds: 10 },
  })) {
    it(`is enough for the longest rendering, all attempts at one call of S3, and cleanup, with ${name}`, async () => {
      const { resourceAt } = await synthesized(settings);
      const { timeout, environment } = Configuration.parse(resourceAt('aws_lambda_function.thumbnail'));

      const storageMs = retries.maxAttempts * retries.attemptMs + maxWaitMs + reservedMs.exit;

      const renderMs = environment.variables.MAX_RENDER_SECONDS * 1000;
      expect(renderMs).to.be.at.least(2000);
      expect(renderMs + storageMs).to.be.at.most(timeout * 1000);
    });
  }
});
