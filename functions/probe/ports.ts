/** A function that a bucket notifies. */
export interface NotifiedFunction {
  arn: string;
  /** Such as `s3:ObjectCreated:*`. */
  events: readonly string[];
  prefix: string;
  suffix: string;
}

/** The receivers of a bucket's events. */
export interface BucketNotifications {
  functions: NotifiedFunction[];
  /** Whether EventBridge receives all events. */
  eventBridge: boolean;
}

/** The parts of the world that a probe needs. Methods that call S3 throw {Error} when it does not do as asked. */
export interface ProbePorts {
  /** Writes an image to the source bucket, and returns its ETag without quotes. */
  upload(key: string, image: Uint8Array): Promise<string>;
  /** Removes an image from the source bucket. */
  remove(key: string): Promise<void>;
  /** Returns the ETag of the image that a thumbnail was made of, or undefined when there is no such thumbnail. */
  sourceEtagOf(thumbnailKey: string): Promise<string | undefined>;
  /** Returns the receivers of the source bucket's events. */
  notifications(): Promise<BucketNotifications>;
  /** Milliseconds since any moment. */
  now(): number;
  sleep(ms: number): Promise<void>;
}
