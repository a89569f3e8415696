import { escapeControlCharacters } from '../../../functions/thumbnail/escape-control-characters.ts';
import { countOf } from '../../cli/count-of.ts';
import type { Made } from '../freshness.ts';
import type { KeyStatus } from './key-status.ts';

/** Everything that is known of one key. */
export interface Status extends KeyStatus {
  key: string;
  /** The source bucket. */
  bucket: string;
  deadLetters: { sentAt: Date; cause: string; reason: string | undefined }[];
  /** The newest lines of the log, newest first. */
  log: string[];
}

/** Returns a status in words. */
export function describeStatus(
  { key, bucket, source, made, rejected, deadLetters, log }: Status,
  digest: string,
): string {
  const original = source
    ? `${countOf(source.bytes, 'byte')}, ETag ${source.etag}, written ${source.modifiedAt}`
    : 'is not there';
  const lines = [
    `s3://${bucket}/${key}: ${original}`,
    ...(rejected === undefined ? [] : [`  It was rejected, ${rejected}, and has no thumbnails: see docs/outcomes.md.`]),
    ...made.map((each) => `  ${each.key}: ${describeMade(each, source?.etag, digest)}`),
    ...(made.length === 0 ? ['  No variant is made of this key: see keyPrefix.'] : []),
    ...deadLetters.map(
      ({ sentAt, cause, reason }) =>
        `dead letter of ${sentAt.toISOString()}: ${cause}${reason === undefined ? '' : `: ${reason}`}`,
    ),
    ...(deadLetters.length > 0 ? ['Fix the cause, then send it again with npm run redrive.'] : ['no dead letters']),
    ...(log.length > 0 ? ['newest lines of the log:', ...log.map((line) => `  ${line}`)] : ['no lines in the log']),
  ];
  return `${lines.map(escapeControlCharacters).join('\n')}\n`;
}

function describeMade({ freshness, mark }: Made, etag: string | undefined, digest: string): string {
  if (freshness !== 'outdated')
    return etag === undefined && freshness === 'missing' ? 'not there, as it should be' : freshness;
  if (etag === undefined) return 'left behind: its original is gone';
  if (mark?.sourceEtag === undefined) return 'not made by the function';
  const reasons = [
    ...(mark.sourceEtag === etag ? [] : [`made of another original, with ETag ${mark.sourceEtag}`]),
    ...(mark.settings === digest ? [] : [`made with other settings, ${mark.settings} instead of ${digest}`]),
  ];
  return `outdated: ${reasons.join(', and ')}`;
}
