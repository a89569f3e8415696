import type { Settings } from '../settings.ts';

/**
 * Returns the events of a bucket that invoke the function. A lifecycle rule of a bucket with versioning creates a delete marker; the
 * versions that it deletes have no thumbnails.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configure-notification.html
 */
export function uploadEvents({ mirrorDeletes, versioning }: Pick<Settings, 'mirrorDeletes' | 'versioning'>): string[] {
  if (!mirrorDeletes) return ['s3:ObjectCreated:*'];
  const expiration = versioning ? 's3:LifecycleExpiration:DeleteMarkerCreated' : 's3:LifecycleExpiration:*';
  return ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', expiration];
}
