import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ProbeReport } from '../../../functions/probe/contract.ts';

/**
 * Invokes the function of a probe, and returns its report. The caller needs lambda:InvokeFunction alone.
 *
 * @throws {Error} when Lambda refuses the call, or the function does not report
 */
export async function invokeProbe(lambda: LambdaClient, functionName: string): Promise<ProbeReport> {
  const { Payload, FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: functionName }));
  const answer = Payload?.transformToString() ?? '';
  if (FunctionError !== undefined) throw new Error(`${functionName} failed, expected its report: ${answer}`);
  return ProbeReport.parse(JSON.parse(answer));
}
