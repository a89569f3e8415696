import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { retries } from './retries.ts';

/**
 * Creates a client of S3, by default with the region and the credentials that Lambda gives to the function. It retries transient
 * errors (500, 503, a lost connection, no answer), with growing waits of random length in between.
 */
export function createS3Client(place: Pick<S3ClientConfig, 'region' | 'endpoint' | 'credentials'> = {}): S3Client {
  const { maxAttempts, attemptMs } = retries;
  const client = new S3Client({
    ...place,
    retryMode: 'standard',
    maxAttempts,
    // The body is compared with its checksum while it is received: see `receiveBody`. The SDK would put two streams in between.
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: attemptMs,
      requestTimeout: attemptMs,
      throwOnRequestTimeout: true,
      // It applies between two pieces of a body.
      socketTimeout: attemptMs,
    },
  });
  askForChecksums(client);
  return client;
}

function askForChecksums(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (call) => {
        const { headers } = call.request as { headers: Record<string, string> };
        if (commandName === 'GetObjectCommand') headers['x-amz-checksum-mode'] = 'ENABLED';
        return next(call);
      },
    { step: 'build', name: 'askForChecksums' },
  );
}
