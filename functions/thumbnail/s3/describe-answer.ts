import { S3ServiceException } from '@aws-sdk/client-s3';
import { messageOf } from '../errors.ts';

/** Whether S3 gave no reason of an error: the answer to a HEAD has no body. The SDK has a text of its own then. */
export function isWithoutReason(error: unknown): boolean {
  return error instanceof S3ServiceException && error.message === 'UnknownError';
}

/**
 * Returns the name of an error and its message; of an answer without a body, the HTTP status, which is all that is known.
 *
 * @param told the error's message, as it may be shown
 */
export function describeAnswer(error: unknown, told = messageOf(error)): string {
  if (error instanceof S3ServiceException && isWithoutReason(error))
    return `${error.$metadata.httpStatusCode}, without a reason`;
  return `${error instanceof Error ? error.name : 'Error'}: ${told}`;
}
