import type { Operation } from '../operations.ts';
import type { SizeRange } from './post-policy.ts';

/** A parsed request, not yet authorized. */
export interface S3Request {
  readonly operation: Operation;
  readonly accessKeyId: string;
  /** Empty when the operation is not on a bucket. */
  readonly bucket: string;
  /** Empty when the operation is not on an object. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: ReadonlyMap<string, string>;
  /** The body as sent, neither decoded nor verified. */
  readonly body: AsyncIterable<Buffer>;
  /** Only of a PostObject. */
  readonly form?: FormOptions;
}

/** The options of a form that are no headers of the object. */
export interface FormOptions {
  readonly size: SizeRange;
  readonly successStatus: string | undefined;
  readonly successRedirect: string | undefined;
}
