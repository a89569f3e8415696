import type { IncomingMessage } from 'node:http';

/**
 * Answers a request later, unless its sender is gone by then: a request of a killed process must not arrive after the retry of
 * its event. In AWS, the retry is a minute later.
 *
 * @param arrival resolves when the request arrives
 */
export async function delayRequest(
  arrival: Promise<unknown>,
  request: IncomingMessage,
  answer: () => Promise<void>,
): Promise<void> {
  await arrival;
  if (request.socket.readyState === 'open') await answer();
}
