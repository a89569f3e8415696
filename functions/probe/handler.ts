import { setTimeout as sleep } from 'node:timers/promises';
import { escapeControlCharacters } from '../thumbnail/escape-control-characters.ts';
import { createS3Client } from '../thumbnail/s3/create-s3-client.ts';
import type { ProbeReport } from './contract.ts';
import { readEnvironment } from './read-environment.ts';
import { runProbe } from './run-probe.ts';
import { s3ProbePorts } from './s3-ports.ts';

const { plan, buckets } = readEnvironment(process.env);
const ports = { ...s3ProbePorts(createS3Client(), buckets), now: () => performance.now(), sleep };

/** The schedule and `npm run smoke` call this. It never throws, since Lambda would only repeat what the next run does anyway. */
export async function handler(_event: unknown, { awsRequestId }: { awsRequestId: string }): Promise<ProbeReport> {
  const report = await runProbe(plan, ports);
  const level = report.result === 'passed' ? 'INFO' : 'ERROR';
  const line = { timestamp: new Date().toISOString(), level, message: 'probe', requestId: awsRequestId, ...report };
  process.stdout.write(`${escapeControlCharacters(JSON.stringify(line))}\n`);
  return report;
}
