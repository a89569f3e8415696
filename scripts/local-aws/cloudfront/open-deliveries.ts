import { type HttpEndpoint, openHttpEndpoint } from '../http/http-endpoint.ts';
import { PortInUseError } from '../http/port-in-use-error.ts';
import type { Stack } from '../terraform/stack.ts';
import { type CloudFrontOptions, cloudFrontRequestHandler } from './cloudfront-request-handler.ts';
import { distributionsOf } from './distribution.ts';

/** The address of a distribution. */
export interface Delivery {
  /** Such as `http://127.0.0.1:4581`. */
  url: string;
  /** The IDs of the keys that signers name. Empty if no request needs a signature. */
  keyIds: string[];
  close(): Promise<void>;
}

/**
 * Serves each distribution of a stack at an address of its own.
 *
 * @param port of the first one, if it is free; 0 for any free one
 */
export async function openDeliveries(stack: Stack, port: number, options: CloudFrontOptions): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const [index, distribution] of distributionsOf(stack).entries()) {
    const { url, serve, close } = await openPreferred(port === 0 ? 0 : port + index);
    serve(cloudFrontRequestHandler(distribution, options));
    deliveries.push({ url, keyIds: [...(distribution.keys?.keys() ?? [])], close });
  }
  return deliveries;
}

async function openPreferred(port: number): Promise<HttpEndpoint> {
  try {
    return await openHttpEndpoint(port);
  } catch (error) {
    if (error instanceof PortInUseError) return openHttpEndpoint(0);
    throw error;
  }
}
