import { expect } from 'chai';
import { partitionOf } from '../../infra/partition-of.ts';

describe('partitionOf', () => {
  const partitions = {
    'eu-west-1': 'aws',
    'us-gov-east-1': 'aws-us-gov',
    'cn-north-1': 'aws-cn',
    'eusc-de-east-1': 'aws-eusc',
  };
  for (const [region, partition] of Object.entries(partitions)) {
    it(`returns ${partition} for ${region}`, () => {
      expect(partitionOf(region)).to.equal(partition);
    });
  }
});
