import type { S3Request } from '../request/s3-request.ts';
import type { BucketStore } from '../store/bucket-store.ts';
import type { FileRange } from '../store/file-range.ts';
import type { MultipartUploads } from '../store/multipart-uploads.ts';
import type { BucketNotifications } from './bucket-notification.ts';

/** The inputs of an operation. */
export interface OperationContext {
  readonly request: S3Request;
  readonly store: BucketStore;
  readonly uploads: MultipartUploads;
  readonly region: string;
  readonly notificationsOf: (bucket: string) => BucketNotifications;
  /** Throws `AccessDenied` unless the caller may perform an IAM action, such as `s3:GetObject`, on an ARN. */
  readonly assertAllowed: (action: string, resource: string) => void;
  /**
   * Throws `AccessDenied` unless the caller may perform an action, such as `kms:Decrypt`, with the bucket's KMS key, if it
   * has one.
   */
  readonly assertMayUseKey: (action: string, bucket: string) => void;
}

/** A response. `body` is XML or an object's bytes. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | FileRange;
}

export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

export function objectArn(bucket: string, key: string): string {
  return `${bucketArn(bucket)}/${key}`;
}

export function xmlReply(body: string, headers: Reply['headers'] = {}): Reply {
  return { status: 200, headers: { ...headers, 'content-type': 'application/xml' }, body };
}
