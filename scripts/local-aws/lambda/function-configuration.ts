/** The configuration of a function, in Lambda's units. */
export interface FunctionConfiguration {
  name: string;
  arn: string;
  region: string;
  /** Such as `nodejs24.x`. The process nevertheless runs on the Node.js version that the local AWS runs on. */
  runtime: string;
  /** Such as `index.handler`. */
  handler: string;
  /** The directory of the unpacked code. */
  taskRoot: string;
  memoryMegabytes: number;
  timeoutSeconds: number;
  /** The port of 127.0.0.1 on which a debugger may attach to the process. Nothing then times out, since a breakpoint takes its time. */
  inspectPort?: number;
  /** The stack's variables, and the credentials and endpoint that direct the AWS SDK to the local AWS. */
  environment: Readonly<Record<string, string>>;
}
