/**
 * The Terraform versions that may plan and apply the stacks. Terraform before 1.10 silently ignores `use_lockfile` and locks
 * nothing; the tests run 1.11.
 */
export const terraformVersion = '>= 1.11';
