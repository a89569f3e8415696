import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { BucketNotifications } from '../../../../scripts/local-aws/s3/handlers/bucket-notification.ts';
import type { CorsRule } from '../../../../scripts/local-aws/s3/request/cors.ts';
import { s3RequestHandler } from '../../../../scripts/local-aws/s3/s3-request-handler.ts';
import { type BucketStore, openBucketStore } from '../../../../scripts/local-aws/s3/store/bucket-store.ts';
import type { ObjectChange } from '../../../../scripts/local-aws/s3/store/object-change.ts';
import { expectError } from '../../../support/expect-error.ts';

export interface LocalS3 {
  /** Like a client of a function or a developer, it is given only the endpoint. */
  readonly client: S3Client;
  readonly endpoint: string;
  /** The directory of the buckets. */
  readonly directory: string;
  readonly store: BucketStore;
  readonly changes: readonly ObjectChange[];
  /** The requested authorizations, as `<access key id> <action> <resource>`. */
  readonly asked: string[];
  /** The lines about requests that are not implemented. */
  readonly refusals: readonly string[];
  /** Notifications by bucket. */
  readonly notifications: Map<string, BucketNotifications>;
  /** CORS rules by bucket. */
  readonly cors: Map<string, CorsRule[]>;
  /** Actions that are denied from now on. */
  readonly denied: Set<string>;
  stop(): Promise<void>;
}

/** The bucket that exists. */
export const Bucket = 'pictures';

/** A bucket that a test may create, and its key. */
export const encryptedBucket = 'encrypted';
export const keyArn = 'arn:aws:kms:eu-west-1:000000000000:key/1234abcd';

export const accountId = '000000000000';

/** Starts an empty store behind a server of its own. */
export async function startLocalS3(region = 'eu-west-1'): Promise<LocalS3> {
  const directory = await mkdtemp(path.join(tmpdir(), 'local-s3-'));
  const changes: ObjectChange[] = [];
  const asked: string[] = [];
  const denied = new Set<string>();
  const refusals: string[] = [];
  const notifications = new Map<string, BucketNotifications>();
  const cors = new Map<string, CorsRule[]>();
  const store = await openBucketStore({ directory, onChange: (change) => changes.push(change) });
  await store.createBucket(Bucket);
  const handle = s3RequestHandler({
    store,
    region,
    accountId,
    onRefusal: (line) => refusals.push(line),
    corsOf: (bucket) => cors.get(bucket) ?? [],
    notificationsOf: (bucket) => notifications.get(bucket) ?? { functions: [], eventBridge: false },
    keyOf: (bucket) => (bucket === encryptedBucket ? keyArn : undefined),
    authorize: ({ accessKeyId, action, resource }) => {
      asked.push(`${accessKeyId} ${action} ${resource}`);
      return !denied.has(action);
    },
  });
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId: 'THUMBNAILS', secretAccessKey: 'anything' },
    maxAttempts: 1,
  });
  return {
    client,
    directory,
    endpoint,
    store,
    changes,
    asked,
    denied,
    refusals,
    notifications,
    cors,
    async stop() {
      client.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      await rm(directory, { recursive: true });
    },
  };
}

/** How the SDK reports that S3 refused a request. */
export async function refusalOf(
  sent: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string }> {
  const error = await expectError(S3ServiceException, undefined, () => sent);
  return { name: error.name, status: error.$metadata.httpStatusCode, message: error.message };
}
