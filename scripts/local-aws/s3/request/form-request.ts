import type { IncomingMessage } from 'node:http';
import { parseCredential } from '../../http/read-credential.ts';
import { S3Error } from '../errors.ts';
import { selectOperation } from '../operations.ts';
import { assertKey } from '../store/object-key.ts';
import { readFormData } from './form-data.ts';
import { assertPolicy } from './post-policy.ts';
import { refuseVersion2 } from './refuse-version-2.ts';
import type { S3Request } from './s3-request.ts';

/** Fields that are no headers of the object. */
const others =
  /^(bucket|key|policy|redirect|success_action_.*|x-amz-(algorithm|credential|date|signature|security-token)|x-ignore-.*)$/;
/** Headers of S3 whose fields have another name. */
const renamed: Readonly<Record<string, string>> = { acl: 'x-amz-acl', tagging: 'x-amz-tagging' };

/**
 * Reads an upload by a form as if its fields were the headers of a request, once they agree with the form's policy. Its
 * signature is not verified.
 *
 * @throws {S3Error} when `readFormData`, `assertPolicy` or `selectOperation` do
 * @throws {S3Error} when the form is not signed (`AccessDenied`), or has no key (`InvalidArgument`)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export async function parseFormRequest(
  message: IncomingMessage,
  { bucket, query, contentType }: { bucket: string; query: URLSearchParams; contentType: string },
): Promise<S3Request> {
  const { fields, fileName, file } = await readFormData(contentType, message.iterator({ destroyOnReturn: false }));
  const key = fields.get('key')?.replace(/\$\{filename\}/, () => fileName);
  if (key === undefined || key === '') {
    throw new S3Error(
      'InvalidArgument',
      "Bucket POST must contain a field named 'key'. If it is specified, please check the order of the fields.",
    );
  }
  assertKey(key);
  refuseVersion2(new Set(fields.keys()));
  const credential = parseCredential(fields.get('x-amz-credential') ?? '');
  const policy = fields.get('policy');
  if (!credential || policy === undefined || !fields.has('x-amz-signature')) {
    throw new S3Error(
      'AccessDenied',
      'Access Denied: the form needs the fields policy, x-amz-credential and x-amz-signature before its file.',
    );
  }
  const size = assertPolicy(policy, new Map([...fields, ['key', key], ['bucket', bucket]]));
  const headers = headersOf(fields);
  return {
    operation: selectOperation('POST', 'bucket', query, headers),
    accessKeyId: credential.accessKeyId,
    bucket,
    key,
    query,
    headers: new Map([...headers, ['host', message.headers.host ?? '']]),
    body: file,
    form: {
      size,
      successStatus: fields.get('success_action_status'),
      successRedirect: fields.get('success_action_redirect') ?? fields.get('redirect'),
    },
  };
}

function headersOf(fields: ReadonlyMap<string, string>): Map<string, string> {
  const headers = [...fields].filter(([name]) => !others.test(name));
  return new Map(headers.map(([name, value]) => [renamed[name] ?? name, value]));
}
