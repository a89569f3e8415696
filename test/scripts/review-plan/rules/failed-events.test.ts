import { failedEvents } from '../../../../scripts/review-plan/rules/failed-events.ts';
import { changed, destroyed, testRules } from '../danger-cases.ts';

const retries = 'aws_lambda_function_event_invoke_config.a';
const failures = (destination: string | null) => ({
  function_name: 'thumbnail',
  destination_config: [{ on_failure: [{ destination }] }],
});
const queue = (account: string, name = 'dead') => `arn:aws:sqs:eu-west-1:${account}:${name}`;

describe('failedEvents', () => {
  testRules(failedEvents, {
    'failed events lost': {
      warnsOf: {
        'failed events that go nowhere': {
          change: changed(retries, failures(queue('123456789012')), {
            function_name: 'thumbnail',
            destination_config: [],
          }),
          words: /^no longer keeps failed events/,
        },
        'the configuration that is destroyed': {
          change: destroyed(retries, failures(queue('123456789012'))),
          words: /^no longer keeps failed events/,
        },
      },
    },
    'failed events elsewhere': {
      warnsOf: {
        'another queue': {
          change: changed(retries, failures(queue('123456789012')), failures(queue('123456789012', 'other'))),
          words: /^sends failed events elsewhere/,
        },
        'the queue of another account': {
          change: changed(retries, failures(queue('123456789012')), failures(queue('210987654321'))),
          words: /^sends failed events elsewhere.*:123456789012:.*:210987654321:/,
        },
        'a queue that is not known yet': {
          change: changed(
            retries,
            failures(queue('123456789012')),
            { function_name: 'thumbnail', destination_config: [{ on_failure: [{}] }] },
            { after_unknown: { destination_config: [{ on_failure: [{ destination: true }] }] } },
          ),
          words: /^cannot be checked: `destination_config.on_failure.destination`/,
        },
      },
      isQuietAbout: {
        'failed events that are kept from now on': {
          changes: [changed(retries, failures(null), failures(queue('123456789012')))],
        },
      },
    },
    'dead letters lost': {
      warnsOf: {
        "a function's dead letters that go nowhere": {
          change: changed(
            'aws_lambda_function.thumbnail',
            { dead_letter_config: [{ target_arn: queue('123456789012') }] },
            { dead_letter_config: [] },
          ),
          words: /^no longer keeps failed events where it did/,
        },
      },
    },
    'dead letters of a target lost': {
      warnsOf: {
        "a target's dead letters that go nowhere": {
          change: changed(
            'aws_cloudwatch_event_target.a',
            { dead_letter_config: [{ arn: queue('123456789012') }] },
            { dead_letter_config: [] },
          ),
          words: /^no longer keeps failed events where it did/,
        },
        "a target's dead letters that go elsewhere": {
          change: changed(
            'aws_cloudwatch_event_target.a',
            { dead_letter_config: [{ arn: queue('123456789012') }] },
            { dead_letter_config: [{ arn: queue('210987654321') }] },
          ),
          words: /^no longer keeps failed events where it did/,
        },
      },
    },
    'dead letters of a schedule lost': {
      warnsOf: {
        "a schedule's dead letters that go nowhere": {
          change: changed(
            'aws_scheduler_schedule.a',
            { target: [{ arn: 'arn:a', dead_letter_config: [{ arn: queue('123456789012') }] }] },
            { target: [{ arn: 'arn:a', dead_letter_config: [] }] },
          ),
          words: /^no longer keeps failed events where it did/,
        },
      },
    },
    'other version': {
      warnsOf: {
        'the failed events of an alias alone': {
          change: changed(retries, { function_name: 'a', qualifier: '' }, { function_name: 'a', qualifier: 'live' }),
          words: /^keeps the failed events of another version/,
        },
      },
    },
    'messages moved': {
      warnsOf: {
        'dead letters that move on': {
          change: changed(
            'aws_sqs_queue.a',
            { redrive_policy: '' },
            { redrive_policy: '{"deadLetterTargetArn":"arn:q"}' },
          ),
          words: /^moves messages to another queue/,
        },
      },
      isQuietAbout: {
        'messages that are tried more often': {
          changes: [
            changed(
              'aws_sqs_queue.a',
              { redrive_policy: '{"deadLetterTargetArn":"arn:q","maxReceiveCount":3}' },
              { redrive_policy: '{"deadLetterTargetArn":"arn:q","maxReceiveCount":4}' },
            ),
          ],
        },
      },
    },
    'size of messages': {
      warnsOf: {
        'a queue that takes small messages alone': {
          change: changed('aws_sqs_queue.a', { max_message_size: 262_144 }, { max_message_size: 1024 }),
          words: /^takes no failed event that is larger/,
        },
      },
    },
  });
});
