/** The answer of Lambda's API to a request. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Returns an error as Lambda's API answers it. */
export function failure(status: number, errorType: string, message: string): Answer {
  return { status, headers: { 'x-amzn-errortype': errorType }, body: { message } };
}
