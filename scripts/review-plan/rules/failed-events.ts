import type { Rules } from './rule.ts';
import { isChanged, isLost, isLostOrChanged, isSetOtherwise, setting, shrinks } from './setting.ts';

const invocations = 'aws_lambda_function_event_invoke_config';

/** An event that failed is lost, or kept where nobody looks for it. */
export const failedEvents = {
  'failed events lost': setting({
    type: invocations,
    path: 'destination_config.0.on_failure.0.destination',
    isWorse: isLost,
    consequence: 'no longer keeps failed events',
  }),
  'failed events elsewhere': setting({
    type: invocations,
    path: 'destination_config.0.on_failure.0.destination',
    isWorse: isChanged,
    consequence: 'sends failed events elsewhere, where neither the alarm nor `redrive` looks',
  }),
  'dead letters lost': setting({
    type: 'aws_lambda_function',
    path: 'dead_letter_config.0.target_arn',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after),
    consequence: 'no longer keeps failed events where it did',
  }),
  'dead letters of a target lost': setting({
    type: 'aws_cloudwatch_event_target',
    path: 'dead_letter_config.0.arn',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after),
    consequence: 'no longer keeps failed events where it did',
  }),
  'dead letters of a schedule lost': setting({
    type: 'aws_scheduler_schedule',
    path: 'target.0.dead_letter_config.0.arn',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after),
    consequence: 'no longer keeps failed events where it did',
  }),
  'other version': setting({
    type: invocations,
    path: 'qualifier',
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'keeps the failed events of another version of the function',
  }),
  'messages moved': setting({
    type: 'aws_sqs_queue',
    path: 'redrive_policy.deadLetterTargetArn',
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'moves messages to another queue',
  }),
  'size of messages': setting({
    type: 'aws_sqs_queue',
    path: 'max_message_size',
    isWorse: shrinks(262_144),
    consequence: 'takes no failed event that is larger',
  }),
} satisfies Rules;
