import { resultsPrefix } from '../../../functions/thumbnail/contract/variant.ts';
import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { decryptFor } from './decrypt-for.ts';
import { operatorArns } from './operator-arns.ts';
import { readQueue } from './read-queue.ts';

/** Allows what `pause`, `resume`, `dead-letters` and `redrive` do, and reading results. It does not allow reading images. */
export function onCallPermissions(settings: Settings, account: string): Statement[] {
  const { functionArn, queue, processed } = operatorArns(settings, account);
  return [
    {
      sid: 'PauseAndResume',
      actions: [
        'lambda:DeleteFunctionConcurrency',
        'lambda:GetFunctionConcurrency',
        'lambda:GetFunctionConfiguration',
        'lambda:ListTags',
        'lambda:PutFunctionConcurrency',
        'lambda:TagResource',
        'lambda:UntagResource',
      ],
      resources: [functionArn],
    },
    { sid: 'SendEventsAgain', actions: ['lambda:InvokeFunction'], resources: [functionArn] },
    { sid: 'HandleDeadLetters', actions: [...readQueue, 'sqs:DeleteMessage'], resources: [queue] },
    { sid: 'ReadResults', actions: ['s3:GetObject'], resources: [`${processed}/${resultsPrefix}/*`] },
    ...decryptFor(settings, ['processedBucket'], 'DecryptResultsAndLetters'),
  ];
}
