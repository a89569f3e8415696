import { backfillReportsPrefix } from '../../../functions/thumbnail/contract/backfill-reports-prefix.ts';
import { cacheControlOf } from '../../../infra/delivery/cache-control-of.ts';
import type { Settings } from '../../../infra/settings.ts';
import { countOf } from '../../cli/count-of.ts';

/** Something that an erasure does not reach, by design. */
export interface Remainder {
  what: string;
  /** A time such as `2026-11-26T03:00:00Z`, or in words where this project does not decide it. */
  until: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Returns what names or shows the erased images after an erasure, and until when. */
export function whatStays(settings: Settings, at: Date, invalidated: boolean): Remainder[] {
  const {
    logKeys,
    logRetentionDays,
    accessLogBucket,
    batchBackfill,
    outcomeEvents,
    thumbnailEvents,
    delivery,
    maxEventAgeSeconds,
  } = settings;
  const named = logKeys === 'hmac' ? 'HMACs of keys (in lines older than logKeys: "hmac", the keys)' : 'keys';
  const later = (ms: number) => new Date(at.getTime() + ms).toISOString();
  const [, maxAge] = /max-age=(\d+)/.exec(cacheControlOf(settings)) ?? [];
  return [
    {
      what: `${named} in the log of the function (${countOf(logRetentionDays, 'day')})`,
      until: later(logRetentionDays * dayMs),
    },
    {
      what: 'keys in the events of this erasure, which Lambda keeps until the function has handled them',
      until: later(maxEventAgeSeconds * 1000),
    },
    {
      what: 'thumbnails in the caches of browsers that showed them',
      until: maxAge === undefined ? 'as long as each browser likes' : later(Number(maxAge) * 1000),
    },
    ...(delivery.cloudfront && !invalidated
      ? [
          {
            what: 'thumbnails in the caches of CloudFront, since no distribution was given to invalidate',
            until: maxAge === undefined ? 'a day after each was read' : later(Number(maxAge) * 1000),
          },
        ]
      : []),
    ...(batchBackfill
      ? [
          {
            what: `keys in reports of S3 Batch Operations, under ${backfillReportsPrefix}/ in the processed bucket`,
            until: 'you delete them',
          },
        ]
      : []),
    ...(accessLogBucket === undefined
      ? []
      : [{ what: `keys in the access logs in ${accessLogBucket}`, until: 'the lifecycle of that bucket' }]),
    ...(outcomeEvents || thumbnailEvents
      ? [{ what: 'keys in the targets of rules of EventBridge', until: 'decided there' }]
      : []),
    { what: 'copies that others made: replicas, backups, downloads, CloudTrail', until: 'decided there' },
  ];
}
