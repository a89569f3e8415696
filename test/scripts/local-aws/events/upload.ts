import type { ObjectChange } from '../../../../scripts/local-aws/s3/store/object-change.ts';

/** An upload to the local S3, and where it happened. */
export const change: ObjectChange = {
  bucket: 'source',
  key: 'trip/a.jpg',
  eventName: 'ObjectCreated:Put',
  size: 3,
  etag: '900150983cd24fb0d6963f7d28e17f72',
  sequencer: '0000000000000001',
  time: '2026-01-01T00:00:00.000Z',
};
export const place = { region: 'eu-west-1', accountId: '111111111111' };
