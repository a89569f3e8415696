import { authorizeRoles } from './authorize.ts';
import type { Faults } from './faults.ts';
import type { RequestHandler } from './http/http-endpoint.ts';
import { routeByService } from './http/route-by-service.ts';
import { kmsRequestHandler } from './kms/kms-request-handler.ts';
import type { MacSecrets } from './kms/mac-secrets.ts';
import type { DeployedFunction } from './lambda/deployed-functions.ts';
import type { InvocationRecord } from './lambda/invocation-record.ts';
import { lambdaRequestHandler } from './lambda/lambda-request-handler.ts';
import type { LogStore } from './logs/log-store.ts';
import { logsRequestHandler } from './logs/logs-request-handler.ts';
import { s3RequestHandler } from './s3/s3-request-handler.ts';
import type { BucketStore } from './s3/store/bucket-store.ts';
import type { MultipartUploads } from './s3/store/multipart-uploads.ts';
import type { QueueStore } from './sqs/queue-store.ts';
import { sqsRequestHandler } from './sqs/sqs-request-handler.ts';
import { bucketSettings } from './terraform/bucket-settings.ts';
import type { DeployedStack } from './terraform/deployed-stack.ts';

/** Everything that stays when another synthesis of the stack is deployed. */
export interface LocalServices {
  accountId: string;
  endpoint: string;
  objects: BucketStore;
  uploads: MultipartUploads;
  queues: QueueStore;
  functions: ReadonlyMap<string, DeployedFunction>;
  logs: LogStore;
  secrets: MacSecrets;
  faults: Faults;
  /** Called after a synchronous invocation. */
  onDone: (record: InvocationRecord) => void;
  /** Called with a line for each request that is refused or not implemented. */
  onRefusal: (line: string) => void;
}

/** Returns the handler of the requests to all services, by the policies and settings of a stack. */
export function servicesOf({ stack, policiesOf }: DeployedStack, services: LocalServices): RequestHandler {
  const { accountId, endpoint, objects, uploads, queues, functions, logs, secrets, faults, onDone, onRefusal } =
    services;
  const authorize = authorizeRoles(stack, policiesOf);
  const common = { authorize, region: stack.region, accountId, onRefusal };
  return routeByService(
    {
      s3: faults.s3(s3RequestHandler({ ...common, ...bucketSettings(stack), store: objects, uploads })),
      sqs: sqsRequestHandler({ ...common, queues, endpoint }),
      lambda: lambdaRequestHandler({ functions, authorize, onDone, onRefusal }),
      kms: kmsRequestHandler({ ...common, keys: stack.kmsKeys, secrets }),
      logs: logsRequestHandler({ ...common, logs }),
    },
    onRefusal,
  );
}
