/** An error for the caller of SQS, with the name that SQS's API gives it. */
export class SqsError extends Error {
  override readonly name: string;
  readonly status: 400 | 403;

  constructor(name: string, message: string, status: 400 | 403 = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}
