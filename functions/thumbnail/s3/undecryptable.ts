import { S3ServiceException } from '@aws-sdk/client-s3';
import { messageOf, Rejection } from '../errors.ts';

interface KeyProblem {
  problem: string;
  remedy: string;
}

const unusable: KeyProblem = {
  problem: 'cannot be used in its state, such as pending deletion',
  remedy: 'Make the key usable again, then upload the object again.',
};

/** The KMS errors that S3 passes on and that do not go away by waiting. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const keyProblems: Record<string, KeyProblem> = {
  'KMS.DisabledException': { problem: 'is disabled', remedy: 'Enable the key, then upload the object again.' },
  'KMS.InvalidStateException': unusable,
  'KMS.KMSInvalidStateException': unusable,
  'KMS.NotFoundException': { problem: 'does not exist any more', remedy: 'Upload the object again, with another key.' },
};

/**
 * Returns why S3 can never decrypt an object for the function; undefined when that is not the problem. Nobody can upload with a
 * key that is disabled or gone, so trying the event again helps as little as for a key of the customer's own.
 */
export function undecryptable(error: unknown): Rejection | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  const options = { cause: error };
  const known = Object.hasOwn(keyProblems, error.name) ? keyProblems[error.name] : undefined;
  if (known) {
    const reason = `The KMS key that the object is encrypted with ${known.problem}. ${known.remedy}`;
    return new Rejection('undecryptable-object', `${reason} S3 says: ${messageOf(error)}`, options);
  }
  // S3 has no code of its own for it.
  const needsKey = /stored using a form of server.side encryption/i.test(error.message);
  if (!needsKey) return undefined;
  const reason = "The object is encrypted with a customer's own key (SSE-C), which the function does not have.";
  return new Rejection('undecryptable-object', `${reason} Upload it with SSE-S3 or SSE-KMS.`, options);
}
