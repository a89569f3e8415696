import { boundaryOf } from '../boundary-of.ts';
import { keyOf } from '../key-of.ts';
import { metricsOf } from '../metrics.ts';
import type { Names } from '../names.ts';
import { probeEnvironment } from '../probe/environment.ts';
import type { Settings } from '../settings.ts';
import {
  CloudwatchEventRule,
  CloudwatchEventTarget,
  CloudwatchLogGroup,
  CloudwatchLogMetricFilter,
  Construct,
  type DataAwsS3Bucket,
  LambdaFunction,
  LambdaPermission,
  type S3Bucket,
} from '../terraform.ts';
import { type FunctionPackage, functionCode } from './function-code.ts';
import { addFunctionRole } from './function-role.ts';
import { networkOf } from './network-permission.ts';
import { probePermissions } from './probe-permissions.ts';

/** Longer than a run waits, so that a run always ends with its own report. */
const timeoutSeconds = 240;

export interface ProbeProps {
  settings: Settings;
  names: Names;
  everyMinutes: number;
  source: S3Bucket | DataAwsS3Bucket;
  processed: S3Bucket | DataAwsS3Bucket;
  functionPackage: FunctionPackage;
}

/** A scheduled function that tries whether an upload gets its thumbnail, and counts the seconds that it takes. */
export class Probe extends Construct {
  constructor(scope: Construct, id: string, props: ProbeProps) {
    super(scope, id);
    const { settings, names, source, processed } = props;
    const key = keyOf(settings.encryption);
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/aws/lambda/${names.probe}`,
      retentionInDays: settings.logRetentionDays,
      ...(key === undefined ? {} : { kmsKeyId: key }),
    });
    const { role, rolePolicy } = addFunctionRole(this, {
      name: names.probeRole,
      path: names.rolePath,
      permissionsBoundary: boundaryOf(settings),
      permissions: probePermissions({ settings, source, processed, logGroup }),
    });
    const probe = new LambdaFunction(this, 'function', {
      functionName: names.probe,
      role: role.arn,
      ...functionCode(this, props.functionPackage),
      handler: 'probe.handler',
      runtime: 'nodejs24.x',
      architectures: [settings.architecture],
      memorySize: 256,
      timeout: timeoutSeconds,
      environment: {
        variables: probeEnvironment(settings, { source: source.bucket, processed: processed.bucket }),
      },
      ...(key === undefined ? {} : { kmsKeyArn: key }),
      ...networkOf(settings),
      loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
      // Otherwise the first run has no permissions.
      dependsOn: [rolePolicy],
    });
    this.count(logGroup, names);
    this.schedule(probe, props);
  }

  private count(logGroup: CloudwatchLogGroup, names: Names): void {
    const { namespace, name } = metricsOf(names).probeSeconds;
    new CloudwatchLogMetricFilter(this, 'seconds', {
      name: 'probe-seconds',
      logGroupName: logGroup.name,
      pattern: '{ $.message = "probe" && $.result = "passed" }',
      metricTransformation: { namespace, name, value: '$.seconds', unit: 'Seconds' },
    });
  }

  private schedule(probe: LambdaFunction, { names, everyMinutes }: ProbeProps): void {
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: names.probe,
      description: 'Tries whether an upload gets its thumbnail.',
      scheduleExpression: `rate(${everyMinutes} minutes)`,
    });
    const permission = new LambdaPermission(this, 'permission', {
      statementId: 'AllowInvocationBySchedule',
      action: 'lambda:InvokeFunction',
      functionName: probe.functionName,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      arn: probe.arn,
      dependsOn: [permission],
    });
  }
}
