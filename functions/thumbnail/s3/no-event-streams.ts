/**
 * Stands for `@smithy/core/event-streams` in the bundle (`tsup.config.ts`). The SDK needs it for operations that send or return events,
 * and the functions call none. It also imports it dynamically, for which esbuild would wrap 180 of the SDK's modules in functions, and
 * keep all that they export.
 */
export const eventStreamSerdeProvider = undefined;

/** Leaves the configuration of a client as it is. */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
