import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';
import { decryptVariables } from '../key-permissions.ts';
import type { operatorArns } from './operator-arns.ts';

/** Allows invoking the function, after reading its deployed settings and whether it is paused. */
export function invokeFunction(
  settings: Settings,
  { functionArn }: Pick<ReturnType<typeof operatorArns>, 'functionArn'>,
): Statement[] {
  return [
    {
      sid: 'InvokeFunction',
      actions: ['lambda:GetFunctionConcurrency', 'lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'],
      resources: [functionArn],
    },
    ...decryptVariables([settings]),
  ];
}
