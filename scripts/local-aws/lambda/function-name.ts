/** A reference to a function, as Lambda's API accepts it. */
export interface FunctionReference {
  name: string;
  /** Undefined unless the reference is a complete ARN, without its qualifier. */
  arn?: string;
  /** A version or an alias, such as `$LATEST`. */
  qualifier?: string;
}

/**
 * Parses a name, a name with a qualifier, a partial or a complete ARN, or returns undefined for anything else.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#lambda-Invoke-request-uri-FunctionName
 */
export function parseFunctionName(text: string): FunctionReference | undefined {
  const [, arn, partial, plain, qualifier] =
    /^(?:(arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+)|(\d{12}:(?:function:)?[\w-]+)|([\w-]+))(?::([\w$-]+))?$/.exec(
      text,
    ) ?? [];
  const name = (arn ?? partial ?? plain)?.split(':').at(-1);
  if (name === undefined) return undefined;
  return { name, ...(arn !== undefined && { arn }), ...(qualifier !== undefined && { qualifier }) };
}
