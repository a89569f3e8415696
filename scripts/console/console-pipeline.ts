import type { LocalAws } from '../local-aws/index.ts';

/** The pipeline that the console shows. */
export type ConsolePipeline = Pick<LocalAws, 'endpoint' | 'stack' | 'objects' | 'queues'> & {
  sourceBucket: string;
  processedBucket: string;
};
