import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Authorize } from '../authorize.ts';
import { type JsonAnswer, jsonFailure, jsonService } from '../http/json-service.ts';
import type { Stack } from '../terraform/stack.ts';
import type { MacSecrets } from './mac-secrets.ts';

export interface KmsOptions {
  keys: Stack['kmsKeys'];
  secrets: MacSecrets;
  authorize: Authorize;
  /** Called with a line for each request that is not implemented. */
  onRefusal: (line: string) => void;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html */
const maxMessageBytes = 4096;

const GenerateMac = z.strictObject({
  /** The ARN of a key. The real KMS accepts an ID too. */
  KeyId: z.string(),
  MacAlgorithm: z.literal('HMAC_SHA_256'),
  Message: z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(({ byteLength }) => byteLength >= 1 && byteLength <= maxMessageBytes, 'expected 1 to 4096 bytes'),
});

/** Creates a handler for GenerateMac with the HMAC keys of a stack. Every other action is refused by name. */
export function kmsRequestHandler({ keys, secrets, authorize, onRefusal }: KmsOptions) {
  function generateMac(parameters: unknown, accessKeyId: string): JsonAnswer {
    const { data, error } = GenerateMac.safeParse(parameters);
    if (error) return jsonFailure('ValidationException', z.prettifyError(error));
    const { KeyId, MacAlgorithm, Message } = data;
    if (!authorize({ accessKeyId, action: 'kms:GenerateMac', resource: KeyId })) {
      const message = `The caller is not authorized to perform: kms:GenerateMac on resource: ${KeyId}`;
      return jsonFailure('AccessDeniedException', message);
    }
    const key = keys.find(({ arn }) => arn === KeyId);
    if (!key) return jsonFailure('NotFoundException', `Key '${KeyId}' does not exist`);
    if (key.key_usage !== 'GENERATE_VERIFY_MAC') {
      return jsonFailure('InvalidKeyUsageException', `${KeyId} key usage is ${key.key_usage}`);
    }
    const Mac = createHmac('sha256', secrets.of(KeyId)).update(Message).digest('base64');
    return { status: 200, body: { KeyId, Mac, MacAlgorithm } };
  }

  return jsonService({ name: 'KMS', target: 'TrentService', actions: { GenerateMac: generateMac }, onRefusal });
}
