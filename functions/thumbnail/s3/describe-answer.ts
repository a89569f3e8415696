import { S3ServiceException } from '@aws-sdk/client-s3';
import { messageOf } from '../errors.ts';

/** Whether S3 gave no reason for an error, as for a HEAD: its answer has no body. The SDK then says `UnknownError`. */
export function isWithoutReason(error: unknown): boolean {
  return error instanceof S3ServiceException && error.message === 'UnknownError';
}

/**
 * Returns the name and the message of an error. For an answer without a body, it returns the HTTP status, the only known fact.
 *
 * @param message the error's message, in which keys may be hidden
 */
export function describeAnswer(error: unknown, message = messageOf(error)): string {
  if (error instanceof S3ServiceException && isWithoutReason(error))
    return `${error.$metadata.httpStatusCode}, without a reason`;
  return `${error instanceof Error ? error.name : 'Error'}: ${message}`;
}
