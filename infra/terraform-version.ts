/**
 * What may plan and apply the stacks. Terraform before 1.10 passes over `use_lockfile` without a word, and so would lock nothing;
 * the tests run 1.11.
 */
export const terraformVersion = '>= 1.11';
