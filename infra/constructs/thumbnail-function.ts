import { functionEnvironment } from '../function-environment.ts';
import type { Names } from '../names.ts';
import type { Settings } from '../settings.ts';
import {
  AssetType,
  CloudwatchLogGroup,
  Construct,
  DataAwsIamPolicyDocument,
  Fn,
  IamRole,
  IamRolePolicy,
  LambdaFunction,
  LambdaFunctionEventInvokeConfig,
  type S3Bucket,
  type SqsQueue,
  TerraformAsset,
} from '../terraform.ts';

/** The most that Lambda offers of either, so that a passing trouble has passed before an upload is given up. */
const maximumRetryAttempts = 2;
const maximumEventAgeInSeconds = 6 * 60 * 60;

export interface ThumbnailFunctionProps {
  settings: Settings;
  names: Names;
  source: S3Bucket;
  processed: S3Bucket;
  deadLetterQueue: SqsQueue;
  /** Path of the zip that holds the function. */
  functionPackage: string;
}

/** The function, with a role that lets it do its work and nothing else, its log, and where its failures go. */
export class ThumbnailFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: ThumbnailFunctionProps) {
    super(scope, id);
    const { settings, names } = props;
    const buckets = { source: props.source.bucket, processed: props.processed.bucket };
    // Made before the function, since Lambda would else make one itself, which keeps every line for ever.
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: names.logGroup,
      retentionInDays: settings.logRetentionDays,
    });
    const role = new IamRole(this, 'role', {
      name: names.role,
      assumeRolePolicy: this.trust().json,
    });
    const rolePolicy = new IamRolePolicy(this, 'role-policy', {
      name: names.role,
      role: role.name,
      policy: this.permissions(props, logGroup).json,
    });
    const functionPackage = new TerraformAsset(this, 'package', { path: props.functionPackage, type: AssetType.FILE });

    this.function = new LambdaFunction(this, 'function', {
      functionName: names.function,
      role: role.arn,
      filename: functionPackage.path,
      sourceCodeHash: Fn.filebase64sha256(functionPackage.path),
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      memorySize: settings.memoryMegabytes,
      timeout: settings.timeoutSeconds,
      ...(settings.reservedConcurrency === 'unreserved'
        ? {}
        : { reservedConcurrentExecutions: settings.reservedConcurrency }),
      environment: { variables: { ...functionEnvironment(settings, buckets) } },
      loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
      // Else the first invocations run without permissions.
      dependsOn: [rolePolicy],
    });
    new LambdaFunctionEventInvokeConfig(this, 'event-invoke-config', {
      functionName: this.function.functionName,
      maximumRetryAttempts,
      maximumEventAgeInSeconds,
      destinationConfig: { onFailure: { destination: props.deadLetterQueue.arn } },
    });
  }

  private trust(): DataAwsIamPolicyDocument {
    return new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [
        {
          sid: 'AllowLambda',
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
        },
      ],
    });
  }

  private permissions(props: ThumbnailFunctionProps, logGroup: CloudwatchLogGroup): DataAwsIamPolicyDocument {
    const { source, processed, deadLetterQueue } = props;
    return new DataAwsIamPolicyDocument(this, 'permissions', {
      statement: [
        { sid: 'ReadSourceObjects', actions: ['s3:GetObject'], resources: [`${source.arn}/*`] },
        // Without it S3 answers 403, not 404, for a key that is not there: a removal could not be told from a denial.
        { sid: 'TellMissingFromDenied', actions: ['s3:ListBucket'], resources: [source.arn] },
        {
          sid: 'WriteThumbnails',
          actions: ['s3:PutObject', 's3:DeleteObject'],
          resources: [`${processed.arn}/*`],
        },
        {
          sid: 'WriteLog',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${logGroup.arn}:*`],
        },
        { sid: 'ReportFailures', actions: ['sqs:SendMessage'], resources: [deadLetterQueue.arn] },
      ],
    });
  }
}
