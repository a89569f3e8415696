/** What the stack says of a function, in Lambda's units. */
export interface FunctionConfiguration {
  name: string;
  arn: string;
  region: string;
  /** Such as `nodejs24.x`. The process runs on the Node.js of the local AWS, whatever its version. */
  runtime: string;
  /** Such as `index.handler`. */
  handler: string;
  /** The folder of the unpacked code. */
  taskRoot: string;
  memoryMegabytes: number;
  timeoutSeconds: number;
  /** The stack's variables, and the credentials and endpoints that lead the AWS SDK to the local AWS. */
  environment: Readonly<Record<string, string>>;
}
