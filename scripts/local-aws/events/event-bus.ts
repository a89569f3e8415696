import { randomUUID } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { InvocationRecord } from '../lambda/invocation-record.ts';

/**
 * Puts an invocation record on an EventBridge bus. The local AWS has no rules that could match it, so the event becomes a
 * line of `<name of the bus>.jsonl` in the directory, in the form in which a target would receive it.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#destinations-eventbridge
 */
export async function putOnBus(directory: string, busArn: string, record: InvocationRecord): Promise<void> {
  const [, , , region, account, bus = ''] = busArn.split(':');
  const { condition, functionArn } = record.requestContext;
  const event = {
    version: '0',
    id: randomUUID(),
    'detail-type': `Lambda Function Invocation Result - ${condition === 'Success' ? 'Success' : 'Failure'}`,
    source: 'lambda',
    account,
    time: record.timestamp,
    region,
    resources: [busArn, functionArn],
    detail: record,
  };
  await mkdir(directory, { recursive: true });
  await appendFile(path.join(directory, `${path.basename(bus)}.jsonl`), `${JSON.stringify(event)}\n`);
}
