import type { ObjectChecksum } from '../checksums.ts';
import type { Received } from './incoming-file.ts';
import type { ObjectInfo } from './object-file.ts';

/** The events by which S3 reports that an object was created. */
export type CreationEvent =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Post'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload';

export interface PutOptions {
  /** Headers to return with the object, under lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** User metadata, under lower-case names without `x-amz-meta-`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Called once the body is read, since a checksum can follow the last byte. */
  readonly checksum?: () => ObjectChecksum | undefined | Promise<ObjectChecksum | undefined>;
  /** Called with the object that the write would replace, immediately before the commit. Throws to refuse the write. */
  readonly mayReplace?: (current: ObjectInfo | undefined) => void;
  /** The ETag of an object that is made of parts, in place of its MD5, and the sizes of its parts. */
  readonly multipart?: { readonly etag: string; readonly partSizes: readonly number[] };
  /** The event that reports the change. By default `ObjectCreated:Put`. */
  readonly eventName?: CreationEvent;
}

/** Returns the attributes of an object whose body is received. Throws the errors of `options.checksum`. */
export async function describeObject(key: string, { size, md5 }: Received, options: PutOptions): Promise<ObjectInfo> {
  const checksum = await options.checksum?.();
  return {
    key,
    size,
    etag: options.multipart?.etag ?? md5.toString('hex'),
    lastModified: new Date().toISOString(),
    headers: { ...options.headers },
    metadata: { ...options.metadata },
    ...(checksum && { checksum }),
    ...(options.multipart && { partSizes: [...options.multipart.partSizes] }),
  };
}
