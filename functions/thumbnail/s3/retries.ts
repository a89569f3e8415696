/**
 * How often a call of S3 is attempted, and how many milliseconds each attempt may take. The SDK's standard mode sets the pauses
 * between them. `reservedMs.storage` of the contract must cover all of it.
 */
export const retries = { maxAttempts: 3, attemptMs: 2000 } as const;
