import { expect } from 'chai';
import sharp from 'sharp';
import { noFaults } from '../../../../scripts/local-aws/index.ts';
import { type EventEnd, simulate } from '../../../../scripts/trials/simulation/simulate.ts';
import { runAws } from '../../../support/running-aws.ts';

const uploads = 5;
/** By the number of an invocation, from 0: the third event fails once, and the fourth three times. */
const failing = [false, false, true, true, false, false, true, true];

describe('simulate, compared with the local AWS', () => {
  it('ends the same events in the same order, after as many invocations', async () => {
    const simulated: EventEnd[] = [];
    let invocation = 0;
    simulate(
      {
        uploads,
        uploadsPerSecond: 1e9,
        notificationMs: 0,
        invocationMs: 50,
        coldStartMs: 0,
        concurrency: 1,
        scaling: undefined,
        waiting: 'in line',
        retryDelaysMs: [1, 1],
        maxEventAgeMs: 21_600_000,
        fails: () => failing[invocation++] ?? false,
      },
      (end) => simulated.push(end),
    );

    expect(await localRun()).to.deep.equal(
      simulated.map(({ upload, condition, invocations }) => [`${upload}.png`, condition, invocations]),
    );
  });
});

/** Uploads images to the local AWS, where the same invocations fail: their process is killed. Returns how each event ended. */
async function localRun() {
  let invocation = 0;
  const aws = await runAws({
    faults: {
      ...noFaults,
      invocation: (process) => {
        if (failing[invocation++]) process.kill('SIGKILL');
      },
    },
  });
  try {
    const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    for (let upload = 0; upload < uploads; upload += 1) await aws.objects.put(aws.source, `${upload}.png`, image);
    await aws.drain();
    return aws.records.map(({ requestPayload, requestContext: { condition, approximateInvokeCount } }) => {
      const key = /"key":"([^"]+)"/.exec(JSON.stringify(requestPayload))?.[1];
      return [key, condition, approximateInvokeCount];
    });
  } finally {
    await aws.stop();
  }
}
