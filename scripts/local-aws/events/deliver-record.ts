import type { InvocationRecord } from '../lambda/invocation-record.ts';
import type { QueueStore } from '../sqs/queue-store.ts';
import { putOnBus } from './event-bus.ts';

/** Delivers an invocation record to its destination: an event bus or a queue. */
export async function deliverRecord(
  destinationArn: string,
  record: InvocationRecord,
  { queues, busDirectory }: { queues: QueueStore; busDirectory: string },
): Promise<void> {
  const [, , service, , , name = ''] = destinationArn.split(':');
  if (service === 'events') await putOnBus(busDirectory, destinationArn, record);
  else await queues.queue(name).send(JSON.stringify(record));
}
