import { BlockList } from 'node:net';
import * as z from 'zod';
import { matchesWildcards } from '../../policies/wildcards.ts';
import { CloudFrontError } from './cloudfront-error.ts';

const Time = z.strictObject({ 'AWS:EpochTime': z.int() });
const network = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html */
export const AccessPolicy = z.strictObject({
  Statement: z.tuple([
    z.strictObject({
      /** Every file of the distribution without it. */
      Resource: z.string().default('*'),
      Condition: z.strictObject({
        DateLessThan: Time,
        DateGreaterThan: Time.optional(),
        IpAddress: z.strictObject({ 'AWS:SourceIp': z.string().regex(network) }).optional(),
      }),
    }),
  ]),
});
export type AccessPolicy = z.infer<typeof AccessPolicy>;

/** The request that a policy is applied to. */
export interface Viewer {
  /** Without the parameters of the signature. */
  url: string;
  /** The IPv4 address of the viewer. */
  address: string;
  nowMs: number;
}

/** @throws {CloudFrontError} when the policy does not admit the viewer (`AccessDenied`) */
export function assertAdmits({ Statement: [{ Resource, Condition }] }: AccessPolicy, viewer: Viewer): void {
  const { DateLessThan, DateGreaterThan, IpAddress } = Condition;
  const seconds = viewer.nowMs / 1000;
  if (!matchesWildcards(Resource, viewer.url)) throw denied(`its policy is for ${Resource}, not for ${viewer.url}`);
  if (seconds >= DateLessThan['AWS:EpochTime']) throw denied(`it expired at ${dateOf(DateLessThan)}`);
  if (DateGreaterThan && seconds <= DateGreaterThan['AWS:EpochTime']) {
    throw denied(`it is not valid before ${dateOf(DateGreaterThan)}`);
  }
  if (IpAddress && !isWithin(IpAddress['AWS:SourceIp'], viewer.address)) {
    throw denied(`its policy is for ${IpAddress['AWS:SourceIp']}, not for ${viewer.address}`);
  }
}

function isWithin(range: string, address: string): boolean {
  const [, ip = '', bits = '32'] = network.exec(range) ?? [];
  const list = new BlockList();
  list.addSubnet(ip, Number(bits), 'ipv4');
  return list.check(address);
}

function dateOf(time: z.infer<typeof Time>): string {
  return new Date(time['AWS:EpochTime'] * 1000).toISOString();
}

function denied(reason: string): CloudFrontError {
  return new CloudFrontError('AccessDenied', reason);
}
