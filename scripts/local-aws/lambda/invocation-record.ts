import type { Invocation } from './invocation.ts';

/** The record that Lambda sends to a destination when an asynchronous event finishes. */
export interface InvocationRecord {
  version: '1.0';
  timestamp: string;
  requestContext: {
    requestId: string;
    functionArn: string;
    condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';
    approximateInvokeCount: number;
  };
  requestPayload: unknown;
  responseContext?: { statusCode: 200; executedVersion: '$LATEST'; functionError?: 'Unhandled' };
  responsePayload?: unknown;
}

/**
 * Returns the record of a finished event in Lambda's form.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 *
 * @param event.last the last attempt; undefined when there was none
 */
export function invocationRecord(event: {
  requestId: string;
  functionArn: string;
  condition: InvocationRecord['requestContext']['condition'];
  payload: unknown;
  last: Invocation | undefined;
}): InvocationRecord {
  const { requestId, functionArn, condition, payload, last } = event;
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: last?.attempt ?? 0,
    },
    requestPayload: payload,
    ...(last && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(last.error && { functionError: 'Unhandled' }),
      },
      responsePayload: last.error ?? last.payload,
    }),
  };
}
