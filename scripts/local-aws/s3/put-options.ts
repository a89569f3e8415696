import type { ObjectChecksum } from './checksums.ts';
import type { Received } from './incoming-file.ts';
import type { ObjectInfo } from './object-file.ts';

export interface PutOptions {
  /** Headers to give back with the object, under lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** User metadata, under lower-case names without `x-amz-meta-`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Asked once the body is read: a checksum can come after the last byte. */
  readonly checksum?: () => ObjectChecksum | undefined | Promise<ObjectChecksum | undefined>;
  /** Throws to refuse the write, given the object that it would replace; nothing comes between it and the commit. */
  readonly mayReplace?: (current: ObjectInfo | undefined) => void;
  /** The ETag of an object put together from parts, in place of its MD5. */
  readonly multipartEtag?: string;
}

/** What is known of an object once its body is received. Throws what `options.checksum` throws. */
export async function describeObject(key: string, { size, md5 }: Received, options: PutOptions): Promise<ObjectInfo> {
  const checksum = await options.checksum?.();
  return {
    key,
    size,
    etag: options.multipartEtag ?? md5.toString('hex'),
    lastModified: new Date().toISOString(),
    headers: { ...options.headers },
    metadata: { ...options.metadata },
    ...(checksum && { checksum }),
  };
}
