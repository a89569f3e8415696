/** Thrown when another program listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';

  constructor(port: number, options: ErrorOptions) {
    super(`Port ${port} of 127.0.0.1 is in use.`, options);
  }
}
