/** A problem that the user of the command can fix: only its message is shown, without a stack trace. */
export class SetupError extends Error {
  override name = 'SetupError';
}

/** Thrown when `environments.ts` cannot be deployed as it is. It names every problem, so that one run shows them all. */
export class SettingsError extends SetupError {
  override name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`infra/environments.ts has ${count}:\n${list}\nCorrect that file and run the command again.`);
    this.problems = problems;
  }
}

/** Thrown when the function has not been built, so that there is nothing to deploy. */
export class MissingPackageError extends SetupError {
  override name = 'MissingPackageError';

  constructor(path: string) {
    super(`The function's package ${path} does not exist; expected a zip. Run \`npm run build\` to create it.`);
  }
}

/** Thrown when a stack violates a policy of `infra/policies/`. It names every violation. */
export class PolicyError extends SetupError {
  override name = 'PolicyError';
  readonly violations: readonly string[];

  constructor(violations: readonly string[]) {
    const count = violations.length === 1 ? 'a policy' : `policies in ${violations.length} places`;
    const list = violations.map((violation) => `  - ${violation}`).join('\n');
    super(`The infrastructure violates ${count}:\n${list}\nThe policies and their reasons are in infra/policies/.`);
    this.violations = violations;
  }
}
