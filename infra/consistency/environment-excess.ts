/** Lambda limits the size of all variables together as JSON: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxEnvironmentBytes = 4096;

/** Returns why Lambda would refuse the environment variables of a function, or undefined if it accepts them. */
export function environmentExcess(variables: object): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes <= maxEnvironmentBytes) return undefined;
  return `Lambda allows ${maxEnvironmentBytes} bytes of environment variables, and these have ${bytes}`;
}
