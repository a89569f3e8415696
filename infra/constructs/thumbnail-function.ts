import { boundaryOf } from '../boundary-of.ts';
import { functionEnvironment } from '../function-environment.ts';
import { keyOf } from '../key-of.ts';
import type { Names } from '../names.ts';
import type { Settings } from '../settings.ts';
import {
  CloudwatchLogGroup,
  Construct,
  type DataAwsCloudwatchEventBus,
  type DataAwsS3Bucket,
  LambdaFunction,
  LambdaFunctionEventInvokeConfig,
  LambdaFunctionRecursionConfig,
  type S3Bucket,
  type SqsQueue,
} from '../terraform.ts';
import { type FunctionPackage, functionCode } from './function-code.ts';
import { functionPermissions } from './function-permissions.ts';
import { addFunctionRole } from './function-role.ts';
import { addLogKey } from './log-key.ts';
import { networkOf } from './network-permission.ts';

/** The maximum of Lambda, so that transient failures end before an event is given up. */
const maximumRetryAttempts = 2;

export interface ThumbnailFunctionProps {
  settings: Settings;
  names: Names;
  source: S3Bucket | DataAwsS3Bucket;
  processed: S3Bucket | DataAwsS3Bucket;
  deadLetterQueue: SqsQueue;
  /** The bus that receives outcomes, if enabled. */
  outcomeBus: DataAwsCloudwatchEventBus | undefined;
  functionPackage: FunctionPackage;
}

/** The function with its role of least privilege, its log group, and the destinations of its outcomes and failures. */
export class ThumbnailFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: CloudwatchLogGroup;
  /** Make sure that no event is lost and that no event loops endlessly. */
  readonly safeguards: [LambdaFunctionEventInvokeConfig, LambdaFunctionRecursionConfig];

  constructor(scope: Construct, id: string, props: ThumbnailFunctionProps) {
    super(scope, id);
    const { settings, names, outcomeBus } = props;
    const key = keyOf(settings.encryption);
    // Created before the function. Otherwise Lambda creates a log group that never expires.
    this.logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: names.logGroup,
      retentionInDays: settings.logRetentionDays,
      ...(key === undefined ? {} : { kmsKeyId: key }),
    });
    const logKeyArn = settings.logKeys === 'hmac' ? addLogKey(this, names.function).arn : undefined;
    const { role, rolePolicy } = addFunctionRole(this, {
      name: names.role,
      path: names.rolePath,
      permissionsBoundary: boundaryOf(settings),
      permissions: functionPermissions({ ...props, logGroup: this.logGroup, logKeyArn }),
    });

    const references = { source: props.source.bucket, processed: props.processed.bucket, logKeyArn };
    this.function = new LambdaFunction(this, 'function', {
      functionName: names.function,
      role: role.arn,
      ...functionCode(this, props.functionPackage),
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      architectures: [settings.architecture],
      memorySize: settings.memoryMegabytes,
      timeout: settings.timeoutSeconds,
      ...(settings.reservedConcurrency === 'unreserved'
        ? {}
        : { reservedConcurrentExecutions: settings.reservedConcurrency }),
      environment: { variables: { ...functionEnvironment(settings, references) } },
      ...(key === undefined ? {} : { kmsKeyArn: key }),
      ...networkOf(settings),
      loggingConfig: { logFormat: 'JSON', logGroup: this.logGroup.name },
      // Set in both cases, because Lambda keeps the mode that was set last.
      tracingConfig: { mode: settings.tracing ? 'Active' : 'PassThrough' },
      // Otherwise the first invocations run without permissions.
      dependsOn: [rolePolicy],
    });
    const functionName = this.function.functionName;
    const eventInvokeConfig = new LambdaFunctionEventInvokeConfig(this, 'event-invoke-config', {
      functionName,
      maximumRetryAttempts,
      maximumEventAgeInSeconds: settings.maxEventAgeSeconds,
      destinationConfig: {
        onFailure: { destination: props.deadLetterQueue.arn },
        ...(outcomeBus ? { onSuccess: { destination: outcomeBus.arn } } : {}),
      },
    });
    // If thumbnails ever come back as uploads, Lambda stops the loop after about sixteen rounds.
    const recursionConfig = new LambdaFunctionRecursionConfig(this, 'recursion-config', {
      functionName,
      recursiveLoop: 'Terminate',
      // Lambda refuses a change of a function while another is in progress.
      dependsOn: [eventInvokeConfig],
    });
    this.safeguards = [eventInvokeConfig, recursionConfig];
  }
}
