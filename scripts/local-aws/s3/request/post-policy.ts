import * as z from 'zod';
import { S3Error } from '../errors.ts';

const Condition = z.union([
  z.tuple([z.literal('content-length-range'), z.coerce.number().int(), z.coerce.number().int()]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
  z.record(z.string(), z.string()).refine((fields) => Object.keys(fields).length === 1, 'expected one field'),
]);
type Condition = z.infer<typeof Condition>;
const Policy = z.object({ expiration: z.iso.datetime({ offset: true }), conditions: z.array(Condition) });

/** Fields that no condition needs to allow. */
const exempt = /^(policy|x-amz-signature|x-ignore-.*)$/;

export interface SizeRange {
  /** Bytes. */
  readonly min: number;
  /** Bytes. */
  readonly max: number;
}

/**
 * Asserts that a form agrees with its policy, and returns the sizes of a file that the policy allows.
 *
 * @param fields the form's, by lower-case name, and `bucket`
 * @throws {S3Error} when the policy has expired or a field violates it (`AccessDenied`), or is none (`InvalidPolicyDocument`)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function assertPolicy(encodedPolicy: string, fields: ReadonlyMap<string, string>, now = Date.now()): SizeRange {
  const { expiration, conditions } = parsePolicy(encodedPolicy);
  if (Date.parse(expiration) < now) throw violation('Policy expired.');

  const failed = conditions.find((condition) => !holds(condition, fields));
  if (failed) throw violation(`Policy Condition failed: ${JSON.stringify(failed)}`);

  const allowed = new Set(conditions.map(fieldOf));
  const extra = [...fields.keys()].filter((name) => name !== 'bucket' && !exempt.test(name) && !allowed.has(name));
  if (extra.length > 0) throw violation(`Extra input fields: ${extra.join(', ')}`);

  const [, min = 0, max = Number.POSITIVE_INFINITY] = conditions.find(isRange) ?? [];
  return { min, max };
}

function parsePolicy(encoded: string): z.infer<typeof Policy> {
  try {
    return Policy.parse(JSON.parse(Buffer.from(encoded, 'base64').toString()));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new S3Error('InvalidPolicyDocument', `Invalid Policy: ${reason}`);
  }
}

function isRange(condition: Condition): condition is ['content-length-range', number, number] {
  return Array.isArray(condition) && condition[0] === 'content-length-range';
}

function fieldOf(condition: Condition): string {
  if (isRange(condition)) return '';
  const name = Array.isArray(condition) ? condition[1].slice(1) : Object.keys(condition)[0];
  return (name ?? '').toLowerCase();
}

function holds(condition: Condition, fields: ReadonlyMap<string, string>): boolean {
  if (isRange(condition)) return true;
  const actual = fields.get(fieldOf(condition)) ?? '';
  if (!Array.isArray(condition)) return actual === Object.values(condition)[0];
  const [operator, , expected] = condition;
  return operator === 'eq' ? actual === expected : actual.startsWith(expected);
}

function violation(reason: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: ${reason}`);
}
