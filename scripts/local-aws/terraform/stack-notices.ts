import type { Stack } from './stack.ts';

/** Returns a line for each part of a stack that has no effect here, although it has one on AWS. */
export function stackNotices(stack: Stack): string[] {
  return [...boundaryNotices(stack), ...scheduleNotices(stack)];
}

function boundaryNotices({ roles }: Stack): string[] {
  return roles.flatMap(({ name, permissions_boundary: boundary }) =>
    boundary === undefined
      ? []
      : `${name}: the local AWS does not apply its permissions boundary ${boundary}, which another stack defines.`,
  );
}

function scheduleNotices({ eventRules }: Stack): string[] {
  return eventRules.flatMap(({ name, schedule }) =>
    schedule === undefined
      ? []
      : `${name}: the local AWS does not run its schedule, ${schedule}. Invoke its function when you want it to run.`,
  );
}
