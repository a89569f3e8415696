import { InvalidObjectState, S3ServiceException } from '@aws-sdk/client-s3';
import { Failure } from '../errors.ts';
import { describeAnswer, isWithoutReason } from './describe-answer.ts';

const archived = 'Restore it, then send its event again.';
const abandoned =
  'was abandoned, because Lambda is about to end the invocation. If this persists, raise timeoutSeconds.';

/** The remedies of a 403 by the error's code. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const remedies: Record<string, string> = {
  RequestTimeTooSkewed: 'The clock of this machine is wrong by more than 15 minutes. Set it',
  InvalidAccessKeyId: credentialsRemedy('S3 does not know the access key'),
  InvalidToken: credentialsRemedy('S3 does not accept the session token'),
  ExpiredToken: credentialsRemedy('The session token has expired'),
  SignatureDoesNotMatch: credentialsRemedy('The signature is wrong'),
  AccountProblem: 'The AWS account has a problem. Ask AWS Support',
  AllAccessDisabled: 'AWS has disabled all access to the bucket. Ask AWS Support',
};

/**
 * Returns the failure for an error of an S3 call. A later attempt may succeed.
 *
 * @param message the error's message, in which keys may be hidden
 * @param operation the call and its object, such as `s3:GetObject on s3://bucket/key`
 */
export function storageFailure(error: unknown, message: string, operation: string, signal: AbortSignal): Failure {
  const options = { cause: error };
  if (signal.aborted) return new Failure('out-of-time', `${operation} ${abandoned}`, options);
  if (error instanceof InvalidObjectState) {
    // The class of an object that Intelligent-Tiering archived is INTELLIGENT_TIERING.
    const reason = `${operation} failed: the object is archived (${error.AccessTier ?? error.StorageClass}). ${archived}`;
    return new Failure('archived-object', reason, options);
  }
  const name = error instanceof Error ? error.name : 'Error';
  const isDenied = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403;
  if (isDenied || Object.hasOwn(remedies, name)) {
    const reason = isWithoutReason(error)
      ? `${operation} was denied with ${describeAnswer(error, message)}. ${remedyOfHead}.`
      : `${operation} was denied with ${name}. ${remedyOf(name, message)}: ${message}`;
    return new Failure(name === 'RequestTimeTooSkewed' ? 'storage-unavailable' : 'access-denied', reason, options);
  }
  return new Failure('storage-unavailable', `${operation} failed with ${describeAnswer(error, message)}`, options);
}

/** S3 answers 403 to the HEAD of a missing key too, if the caller may not list the bucket. */
const remedyOfHead =
  "Allow it in the function's role, with s3:ListBucket on the bucket, and look for a bucket, key or organization policy that denies it";

/** AWS says which kind of policy denies: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function remedyOf(name: string, message: string): string {
  if (Object.hasOwn(remedies, name)) return `${remedies[name]}`;
  const [, policy] = /with an explicit deny in an? ([a-z -]*(?:policy|boundary))/i.exec(message) ?? [];
  if (policy) return `Remove the statement that denies it from the ${policy}`;
  const [, missing = ''] = /because no ([a-z -]*(?:policy|boundary)) allows/i.exec(message) ?? [];
  const isOfKey = /\bkms:|customer master key/.test(message);
  if (isOfKey && ['', 'identity-based policy', 'resource-based policy'].includes(missing))
    return "Allow the function's role to use the KMS key, in the key's policy and in the settings";
  if (missing && missing !== 'identity-based policy') return `Allow it in the ${missing}`;
  return "Allow it in the function's role, and look for a bucket, key or organization policy that denies it";
}

function credentialsRemedy(problem: string): string {
  return `${problem}. Check the credentials that the function was started with`;
}
