/** A step of an asynchronous event, before it finishes. */
export interface EventProgress {
  requestId: string;
  payload: unknown;
  /** The number of the attempt that begins, from 1; 0 when Lambda has accepted the event. */
  attempt: number;
}
