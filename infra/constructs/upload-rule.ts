import {
  CloudwatchEventRule,
  CloudwatchEventTarget,
  Construct,
  type ITerraformDependable,
  type LambdaFunction,
  LambdaPermission,
  type SqsQueue,
} from '../terraform.ts';
import { type UploadEventPatternProps, uploadEventPattern } from '../uploads/event-pattern.ts';

/** The maximum of EventBridge: only the age of an event ends the attempts to deliver it. */
const maximumRetryAttempts = 185;

export interface UploadRuleProps extends UploadEventPatternProps {
  name: string;
  function: LambdaFunction;
  /** Receives events that EventBridge cannot deliver to the function. */
  deadLetterQueue: SqsQueue;
  maxEventAgeSeconds: number;
  /** Must be in place before the first upload. */
  safeguards: ITerraformDependable[];
}

/** Invokes the function for the events that a bucket sends to EventBridge, without a change to the bucket's configuration. */
export class UploadRule extends Construct {
  constructor(scope: Construct, id: string, props: UploadRuleProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: props.name,
      description: `Invokes the function for uploads to ${props.bucket}.`,
      eventPattern: uploadEventPattern(props),
    });
    const permission = new LambdaPermission(this, 'permission', {
      statementId: 'AllowInvocationByUploadRule',
      action: 'lambda:InvokeFunction',
      functionName: props.function.functionName,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      arn: props.function.arn,
      deadLetterConfig: { arn: props.deadLetterQueue.arn },
      retryPolicy: { maximumEventAgeInSeconds: props.maxEventAgeSeconds, maximumRetryAttempts },
      dependsOn: [permission, ...props.safeguards],
    });
  }
}
