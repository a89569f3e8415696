import { spawnSync } from 'node:child_process';
import { terraformVersion } from '../../infra/terraform-version.ts';

/**
 * Checks that Terraform can be run, because cdktf fails without saying that it is missing.
 * @throws {Error} when it cannot be run
 */
export function requireTerraform(): void {
  const program = process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
  const { error } = spawnSync(program, ['version'], { stdio: 'ignore' });
  if (!error) return;
  throw new Error(
    `Terraform was not found (${error.message}); expected \`${program}\` ${terraformVersion} on the PATH. Install it from https://developer.hashicorp.com/terraform/install, then run the same command again.`,
  );
}
