import {
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  type HeadObjectCommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { Bucket, type LocalS3 } from './local-s3.ts';

/** The object that the calls are about, unless their input says otherwise. */
export const Key = 'k';

/** Returns calls on one object of the bucket that exists. `s3` returns the one that the current test has started. */
export function objectCalls(s3: () => LocalS3) {
  const client = () => s3().client;
  const get = (input: Partial<GetObjectCommandInput> = {}) =>
    client().send(new GetObjectCommand({ Bucket, Key, ...input }));
  return {
    put: (input: Partial<PutObjectCommandInput> = {}) =>
      client().send(new PutObjectCommand({ Bucket, Key, Body: 'hello', ...input })),
    get,
    head: (input: Partial<HeadObjectCommandInput> = {}) =>
      client().send(new HeadObjectCommand({ Bucket, Key, ...input })),
    text: async (input: Partial<GetObjectCommandInput> = {}) => (await get(input)).Body?.transformToString(),
  };
}
