import * as z from 'zod';

/** S3 encodes keys as HTML forms do: a space as `+`, any other special character as `%` and the hex of its UTF-8. */
export function decodeKey(encoded: string, context: z.RefinementCtx): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    context.addIssue({ code: 'custom', message: `expected a URL-encoded key, not ${JSON.stringify(encoded)}` });
    return z.NEVER;
  }
}
