import { expect } from 'chai';
import { buckets, problemsOf } from './problems-of.ts';

describe('packageFits', () => {
  it('refuses a zip in a bucket of the environment, whose objects the role that deploys may not read', () => {
    const zipIn = (bucket: string) => ({ ...buckets, functionPackage: { bucket, key: 'v1.zip', versionId: 'a' } });
    expect(problemsOf(zipIn('releases'))).to.deep.equal([]);
    for (const bucket of ['photos', 'thumbs', 'thumbnails-dev-releases']) {
      expect(problemsOf(zipIn(bucket))[0], bucket).to.match(/^functionPackage: expected a bucket for releases/);
    }
  });
});
