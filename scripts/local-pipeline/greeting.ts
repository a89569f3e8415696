import type { LocalPipeline } from './local-pipeline.ts';

export interface GreetingOptions {
  version: string;
  /** Milliseconds from the start of the process. */
  readyMs: number;
  /** The debugger's port. */
  inspect: number | undefined;
  hasKeys: boolean;
}

/** Returns what `npm start` prints when it is ready. */
export function greeting(
  { endpoint, deliveries, sourceBucket, stack }: LocalPipeline,
  { version, readyMs, inspect, hasKeys }: GreetingOptions,
): string {
  const lines = [
    ['Console', `${endpoint}/`],
    ['Upload', `curl -T PHOTO.jpg -u me:any --aws-sigv4 aws:amz:${stack.region}:s3 ${endpoint}/${sourceBucket}/`],
    ...deliveries.map(({ url, keyIds }) => ['Delivery', `${url}/${signers(keyIds)}`]),
    ...(inspect === undefined ? [] : [['Debugger', `127.0.0.1:${inspect}`]]),
  ];
  return `
S3 thumbnail pipeline ${version}, ready in ${Math.round(readyMs)} ms

${lines.map(([name = '', text]) => `  ${name.padEnd(10)}${text}`).join('\n')}

${hasKeys ? 'Press o to open the console, h for help, q to quit.' : 'It runs until Ctrl-C.'}
`;
}

/** Returns what the key `h` prints. */
export function keysHelp({ endpoint, sourceBucket, processedBucket, stack }: LocalPipeline): string {
  const aws = `AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=any aws --region ${stack.region} --endpoint-url ${endpoint}`;
  return `
  o   open the console in the browser
  q   quit, as Ctrl-C does
  h   this help

With the AWS CLI:
  ${aws} s3 cp PHOTO.jpg s3://${sourceBucket}/
  ${aws} s3 ls --recursive s3://${processedBucket}/
`;
}

function signers(keyIds: readonly string[]): string {
  return keyIds.length === 0 ? '' : ` (for requests that are signed with the key ${keyIds.join(' or ')})`;
}
