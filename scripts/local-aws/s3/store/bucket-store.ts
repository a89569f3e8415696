import { randomBytes } from 'node:crypto';
import { fstatSync, openSync, renameSync, unlinkSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { S3Error } from '../errors.ts';
import type { ByteRange } from '../request/byte-range.ts';
import { type Bucket, incomingPath, objectPath, openBucket } from './bucket.ts';
import { checksumFile } from './checksum-file.ts';
import { checksummedBody } from './checksummed-body.ts';
import { FileRange } from './file-range.ts';
import { type ObjectBody, type Received, writeIncomingFile } from './incoming-file.ts';
import type { Part } from './joined-parts.ts';
import { compareKeys, type ListingPage, type ListingQuery, listPage } from './listing.ts';
import type { ObjectChange } from './object-change.ts';
import { encodeFooter, type ObjectInfo } from './object-file.ts';
import { assertKey } from './object-key.ts';
import { type CreationEvent, describeObject, type PutOptions } from './put-options.ts';

/**
 * Opens the buckets in a directory, which no other process may use. Removes unfinished uploads of an earlier process.
 *
 * @param options.isTemporary whether the directory is thrown away: files that are put are then not copied to it
 * @param options.onChange called after each change, in the order of the changes; it must not throw
 */
export async function openBucketStore(options: {
  directory: string;
  isTemporary?: boolean;
  onChange: (change: ObjectChange) => void;
}): Promise<BucketStore> {
  await mkdir(options.directory, { recursive: true });
  const store = new BucketStore(options);
  const entries = await readdir(options.directory, { withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await store.createBucket(entry.name);
  return store;
}

/**
 * Keeps each object in one file that one rename puts in place, so that a reader or a `kill -9` never leaves half an object.
 * Without fsync, a loss of power can lose what the operating system had not written yet. Commits are synchronous, so they are
 * sequential and never fall between the lookup of an object and the opening of its file. All methods except `createBucket`
 * throw an {S3Error} `NoSuchBucket` when the bucket does not exist.
 */
export class BucketStore {
  readonly #options: Parameters<typeof openBucketStore>[0];
  readonly #buckets = new Map<string, Bucket>();
  #lastSequence = 0;

  constructor(options: Parameters<typeof openBucketStore>[0]) {
    this.#options = options;
  }

  /**
   * Creates a bucket, unless it exists.
   *
   * @throws {S3Error} when S3 would refuse the name (`InvalidBucketName`)
   */
  async createBucket(name: string): Promise<void> {
    if (this.#buckets.has(name)) return;
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new S3Error('InvalidBucketName', `${JSON.stringify(name)} is not a valid bucket name.`);
    }
    this.#buckets.set(name, await openBucket(path.join(this.#options.directory, name)));
  }

  /** Returns all buckets, sorted by name. */
  buckets(): { name: string; created: Date }[] {
    return [...this.#buckets]
      .map(([name, { created }]) => ({ name, created }))
      .sort((a, b) => compareKeys(a.name, b.name));
  }

  /** @throws {S3Error} when there is no such bucket (`NoSuchBucket`) */
  assertBucket(name: string): void {
    this.#bucket(name);
  }

  /** Stores an object completely or not at all. Throws the errors of the body and the options. */
  async put(bucketName: string, key: string, body: ObjectBody, options: PutOptions = {}): Promise<ObjectInfo> {
    const bucket = this.#bucket(bucketName);
    assertKey(key);
    const incoming = incomingPath(bucket);
    const describe = async (received: Received) => {
      const result = await describeObject(key, received, options);
      return { footer: encodeFooter(result), result };
    };
    const info = await writeIncomingFile(incoming, body, describe);
    try {
      options.mayReplace?.(bucket.objects.get(key));
      renameSync(incoming, objectPath(bucket, key));
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
    bucket.references.delete(key);
    return this.#commit(bucketName, info, options.eventName);
  }

  /**
   * Stores the content of a file, with a CRC-32 as the AWS SDKs do. A temporary store does not copy the file, which must not change
   * then: a reader finds a change by size and checksum.
   */
  async putFile(bucketName: string, key: string, file: string): Promise<ObjectInfo> {
    const bucket = this.#bucket(bucketName);
    assertKey(key);
    const opened = openSync(file, 'r');
    if (!this.#options.isTemporary) {
      const range = { first: 0, last: fstatSync(opened).size - 1 };
      const { body, checksum } = checksummedBody(new FileRange(opened, range), 'crc32');
      return this.put(bucketName, key, body, { checksum });
    }
    const { size, checksum } = await checksumFile(opened, 'crc32');
    bucket.references.set(key, file);
    // An ETag with a number behind it is no MD5, and no client takes it for one. The MD5 would take longer than all else.
    const info = await describeObject(key, { size, md5: randomBytes(16) }, { checksum: () => checksum });
    return this.#commit(bucketName, { ...info, etag: `${info.etag}-1` });
  }

  /** Returns an object's attributes, or undefined when it does not exist. */
  head(bucketName: string, key: string): ObjectInfo | undefined {
    return this.#bucket(bucketName).objects.get(key);
  }

  /**
   * Returns an object with all its bytes or those of a range within it, or undefined when it does not exist. A concurrent
   * overwrite does not change the body. The body holds a file open until it has been iterated over.
   */
  get(bucketName: string, key: string, range?: ByteRange): { info: ObjectInfo; body: FileRange } | undefined {
    const bucket = this.#bucket(bucketName);
    const info = bucket.objects.get(key);
    if (!info) return undefined;
    const file = openSync(bucket.references.get(key) ?? objectPath(bucket, key), 'r');
    return { info, body: new FileRange(file, range ?? { first: 0, last: info.size - 1 }) };
  }

  /** Deletes an object. A missing object is neither an error nor a change. */
  delete(bucketName: string, key: string): void {
    const bucket = this.#bucket(bucketName);
    if (!bucket.objects.has(key)) return;
    if (!bucket.references.delete(key)) unlinkSync(objectPath(bucket, key));
    bucket.objects.delete(key);
    bucket.sortedKeys = undefined;
    this.#emit({ bucket: bucketName, key, eventName: 'ObjectRemoved:Delete' });
  }

  /** Returns one page of a bucket's objects and common prefixes. */
  list(bucketName: string, query: ListingQuery): Omit<ListingPage, 'keys'> & { objects: ObjectInfo[] } {
    const bucket = this.#bucket(bucketName);
    bucket.sortedKeys ??= [...bucket.objects.keys()].sort(compareKeys);
    const { keys, ...page } = listPage(bucket.sortedKeys, query);
    return { ...page, objects: keys.flatMap((key) => bucket.objects.get(key) ?? []) };
  }

  /** Stores a body in a file that is no object. The caller must remove the file; a restart removes it as well. */
  async receivePart(
    bucketName: string,
    body: ObjectBody,
    checksum: NonNullable<PutOptions['checksum']>,
  ): Promise<Part> {
    const file = incomingPath(this.#bucket(bucketName));
    return writeIncomingFile(file, body, async (received) => ({
      footer: new Uint8Array(),
      result: {
        ...received,
        path: file,
        checksum: await checksum(),
        lastModified: new Date().toISOString(),
      },
    }));
  }

  #bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name });
    return bucket;
  }

  #commit(bucketName: string, info: ObjectInfo, eventName: CreationEvent = 'ObjectCreated:Put'): ObjectInfo {
    const bucket = this.#bucket(bucketName);
    const { key, size, etag } = info;
    if (!bucket.objects.has(key)) bucket.sortedKeys = undefined;
    bucket.objects.set(key, info);
    this.#emit({ bucket: bucketName, key, eventName, size, etag });
    return info;
  }

  #emit(change: Omit<ObjectChange, 'sequencer' | 'time'>): void {
    const now = Date.now();
    this.#lastSequence = Math.max(this.#lastSequence + 1, now * 1000);
    const sequencer = this.#lastSequence.toString(16).toUpperCase().padStart(16, '0');
    this.#options.onChange({ ...change, sequencer, time: new Date(now).toISOString() });
  }
}
