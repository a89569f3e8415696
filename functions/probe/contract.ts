import { KeyTemplate } from '../thumbnail/keys/key-template.ts';
import * as z from '../thumbnail/zod.ts';

/** A key that begins with the prefix and ends with the suffix. */
const KeyFilter = z.strictObject({ prefix: z.string(), suffix: z.string() });

/** The plan of an environment's probe: the thing to try. The infrastructure writes it, the probe's function and `npm run smoke` read it. */
export const ProbePlan = z.discriminatedUnion('kind', [
  /** Uploads an image under the prefix, and waits for its thumbnails to come and to go. */
  z.strictObject({
    kind: z.literal('upload'),
    prefix: z.string().check(z.minLength(1)),
    /** The end of the image's key, which the function is notified of. */
    suffix: z.string(),
    /** The templates of its thumbnails' keys. */
    keyTemplates: z.array(KeyTemplate).check(z.minLength(1)),
  }),
  /** Reads whether the source bucket still notifies the function of these keys. */
  z.strictObject({
    kind: z.literal('notification'),
    functionName: z.string(),
    keyFilters: z.array(KeyFilter),
    events: z.array(z.string()),
  }),
  /** Reads whether the source bucket still sends its events to EventBridge. */
  z.strictObject({ kind: z.literal('eventbridge') }),
]);
export type ProbePlan = z.infer<typeof ProbePlan>;

/** The environment variables of the probe's function. */
export interface ProbeEnvironment {
  SOURCE_BUCKET: string;
  PROCESSED_BUCKET: string;
  /** JSON of `ProbePlan`. */
  PROBE: string;
}

/** The result of one run. The function returns it, and logs it as one line of JSON. */
export const ProbeReport = z.discriminatedUnion('result', [
  /** Seconds from the upload until its thumbnails were gone again, or that reading the configuration took. */
  z.strictObject({ result: z.literal('passed'), seconds: z.number() }),
  z.strictObject({ result: z.literal('failed'), seconds: z.number(), reason: z.string() }),
]);
export type ProbeReport = z.infer<typeof ProbeReport>;

/** A run fails after so many seconds. S3 and Lambda usually take one or two, and a minute in a flood of uploads. */
export const maxProbeSeconds = 180;
