/** Returns the AWS partition of a region. Each has accounts and ARNs of its own. */
export function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
