import type { Settings } from '../settings.ts';
import { AssetType, type Construct, Fn, TerraformAsset } from '../terraform.ts';

/** A zip on this machine, by its path; or one in a bucket, such as a released one. */
export type FunctionPackage = string | NonNullable<Settings['functionPackage']>;

/** Returns the arguments that give a function its code. Terraform deploys it again when the code changes, and only then. */
export function functionCode(scope: Construct, functionPackage: FunctionPackage) {
  if (typeof functionPackage === 'object') {
    const { bucket, key, versionId } = functionPackage;
    return { s3Bucket: bucket, s3Key: key, s3ObjectVersion: versionId };
  }
  const { path } = new TerraformAsset(scope, 'package', { path: functionPackage, type: AssetType.FILE });
  return { filename: path, sourceCodeHash: Fn.filebase64sha256(path) };
}
