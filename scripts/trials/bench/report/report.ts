import * as z from 'zod';
import { cpuChoices } from '../contestants/pin.ts';

const Milliseconds = z.array(z.number()).min(1);

/** The measurements of a benchmark. All times of a list were taken one after another; those of two lists in turn. */
export const Measured = z.strictObject({
  /** The time that each contestant took for an image of a class. */
  classes: z
    .array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        megapixels: z.number(),
        bytes: z.number(),
        cpus: z.enum(cpuChoices),
        samples: z.record(z.string(), Milliseconds),
        /** The average CPU time of an invocation, in milliseconds. Only Linux reports it. */
        functionCpuMs: z.number().positive().optional(),
      }),
    )
    .min(1),
  /** The peak memory of all processes together. */
  memory: z
    .array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        bytes: z.number(),
        functionBytes: z.number().positive(),
        pillowBytes: z.number().positive().optional(),
      }),
    )
    .min(1),
  /** The memory of one process of the function, after each `every` images. */
  flatness: z.strictObject({ images: z.number(), every: z.number(), bytes: z.array(z.number().positive()).min(1) }),
  coldStart: z.strictObject({ functionMs: Milliseconds, sharpMs: Milliseconds }),
  throughput: z.array(z.strictObject({ environments: z.number(), imagesPerSecond: Milliseconds })).min(1),
  /** The time to read a body of 3.6 MB: by the function's object store, and by plain HTTP; and that of its checksum alone. */
  body: z
    .array(
      z.strictObject({ checksum: z.string(), storeMs: Milliseconds, httpMs: Milliseconds, checksumMs: Milliseconds }),
    )
    .min(1),
  result: z.strictObject({
    offMs: Milliseconds,
    onMs: Milliseconds,
    offRequests: z.number().positive(),
    onRequests: z.number().positive(),
  }),
  once: z.strictObject({ photos: z.number(), sharpMs: Milliseconds, pipelineMs: Milliseconds }),
  packageBytes: z.number().positive(),
});
export type Measured = z.infer<typeof Measured>;

/** A benchmark, as `docs/benchmarks/benchmark.json` holds it. */
export const Report = z.strictObject({
  /** ISO 8601. */
  measuredAt: z.string(),
  isQuick: z.boolean(),
  /** How long it took. */
  seconds: z.number().positive(),
  machine: z.strictObject({
    cpu: z.string(),
    cores: z.number(),
    node: z.string(),
    sharp: z.string(),
    pillow: z.string().optional(),
    /** The processes that waited for a CPU in the minute before, per core: above 0.5, others worked as well. */
    loadBefore: z.number(),
  }),
  contestants: z.record(z.string(), z.string()),
  /** The programs that were not compared, each with the command that installs it. */
  missing: z.array(z.strictObject({ title: z.string(), install: z.string() })),
  measured: Measured,
});
export type Report = z.infer<typeof Report>;
