import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { putOnBus } from '../../../../scripts/local-aws/events/event-bus.ts';
import { invocationRecord } from '../../../../scripts/local-aws/lambda/invocation-record.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('putOnBus', () => {
  const bus = 'arn:aws:events:eu-west-1:000000000000:event-bus/default';
  const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:thumbnail';

  it('writes each event as a line, in the form that a target receives', async () => {
    const directory = path.join(await temporaryDirectory(), 'buses');
    const done = (condition: 'Success' | 'RetriesExhausted') =>
      invocationRecord({ requestId: 'id', functionArn, condition, payload: {}, last: undefined });

    await putOnBus(directory, bus, done('Success'));
    await putOnBus(directory, bus, done('RetriesExhausted'));

    const lines = (await readFile(path.join(directory, 'default.jsonl'), 'utf8')).trimEnd().split('\n');
    const [first, second] = lines.map((line) => JSON.parse(line));
    expect(first).to.deep.include({
      source: 'lambda',
      'detail-type': 'Lambda Function Invocation Result - Success',
      account: '000000000000',
      region: 'eu-west-1',
      resources: [bus, `${functionArn}:$LATEST`],
    });
    expect(first.detail.requestContext.condition).to.equal('Success');
    expect(second['detail-type']).to.equal('Lambda Function Invocation Result - Failure');
    expect(first.id).not.to.equal(second.id);
  });
});
