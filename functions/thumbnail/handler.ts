import type { Outcome } from './contract.ts';
import { createS3Client, s3ObjectStore } from './object-store.ts';
import { processEvent } from './process-event.ts';
import { reconcile } from './reconcile.ts';
import { render } from './rendering/render.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const client = createS3Client();
const ports = {
  source: s3ObjectStore(client, settings.sourceBucket),
  processed: s3ObjectStore(client, settings.processedBucket),
  render,
};
const reconcileKey = reconcile(ports, settings);

/** What Lambda calls with each event: gives one outcome a record, or throws so that Lambda tries the event again. */
export function handler(event: unknown, context: { awsRequestId: string }): Promise<Outcome[]> {
  const report = (outcome: Outcome) => log(outcome, context.awsRequestId);
  return processEvent({ sourceBucket: settings.sourceBucket, reconcileKey, report })(event);
}

const levels: Record<Outcome['result'], string> = {
  created: 'INFO',
  removed: 'INFO',
  skipped: 'INFO',
  rejected: 'WARN',
  failed: 'ERROR',
};

/** One line of JSON, whatever the key holds. In the shape that Lambda gives to its own JSON logs, which `console` would wrap. */
function log(outcome: Outcome, requestId: string): void {
  const line = {
    timestamp: new Date().toISOString(),
    level: levels[outcome.result],
    message: 'outcome',
    requestId,
    ...outcome,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
