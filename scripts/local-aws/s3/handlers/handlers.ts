import type { Operation } from '../operations.ts';
import { getBucketNotificationConfiguration } from './bucket-notification.ts';
import { createBucket, deleteObjects, getBucketLocation, headBucket, listBuckets } from './bucket-operations.ts';
import { copyObject, uploadPartCopy } from './copy-operations.ts';
import { getObject } from './get-object.ts';
import { listObjects, listObjectsV2, listObjectVersions } from './list-objects.ts';
import { listMultipartUploads, listParts } from './list-uploads.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  uploadPart,
} from './multipart-operations.ts';
import { deleteObject, getObjectTagging, putObject } from './object-operations.ts';
import type { OperationContext, Reply } from './operation-context.ts';
import { postObject } from './post-object.ts';

/** The implementation of each operation. */
export const handlers: Record<Operation, (context: OperationContext) => Promise<Reply>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateBucket: createBucket,
  CreateMultipartUpload: createMultipartUpload,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetBucketLocation: getBucketLocation,
  GetBucketNotificationConfiguration: getBucketNotificationConfiguration,
  GetObject: getObject,
  GetObjectTagging: getObjectTagging,
  HeadBucket: headBucket,
  HeadObject: getObject,
  ListBuckets: listBuckets,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PostObject: postObject,
  PutObject: putObject,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
};
