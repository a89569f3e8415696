import { rule } from './rule.ts';

export const existingBucketsAreUnmanaged = rule(
  ['sourceBucket', 'versioning', 'protect'],
  ({ sourceBucket, versioning, protect }) => {
    if (typeof sourceBucket !== 'object') return [];
    const because = 'false: only the notifications of an existing source bucket are managed';
    return [
      ...(versioning
        ? [{ setting: 'versioning' as const, expected: `${because}; enable versioning on the bucket itself` }]
        : []),
      ...(protect ? [{ setting: 'protect' as const, expected: `${because}; Terraform never deletes it` }] : []),
    ];
  },
);
