/** The local AWS's one door: code outside this directory imports nothing else of it. */
export { EventPattern, matchesPattern } from './events/event-pattern.ts';
export { notificationEvent } from './events/notification-event.ts';
export { type Faults, noFaults } from './faults.ts';
export {
  type HttpEndpoint,
  openHttpEndpoint,
  type RequestHandler,
  type RequestInterceptor,
} from './http/http-endpoint.ts';
export { PortInUseError } from './http/port-in-use-error.ts';
export { readCredential } from './http/read-credential.ts';
export type { EventProgress } from './lambda/event-progress.ts';
export type { InvocationRecord } from './lambda/invocation-record.ts';
export { s3RequestHandler } from './s3/s3-request-handler.ts';
export { type BucketStore, openBucketStore } from './s3/store/bucket-store.ts';
export type { ObjectChange } from './s3/store/object-change.ts';
export { type LocalAws, type LocalAwsOptions, startLocalAws } from './start-local-aws.ts';
export { readStack } from './terraform/stack.ts';
