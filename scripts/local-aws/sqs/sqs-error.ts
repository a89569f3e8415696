/** An error that a caller of SQS is told, under its name in SQS's API. */
export class SqsError extends Error {
  override readonly name: string;
  readonly status: 400 | 403;

  constructor(name: string, message: string, status: 400 | 403 = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}
