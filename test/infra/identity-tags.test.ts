import { expect } from 'chai';
import { allTags, identityTags } from '../../infra/identity-tags.ts';

const environment = { project: 'thumbnails', name: 'prod' };

describe('identityTags', () => {
  it('are the project and the environment', () => {
    expect(identityTags({ ...environment, tags: { owner: 'web' } })).to.deep.equal([
      { key: 'project', value: 'thumbnails' },
      { key: 'environment', value: 'prod' },
    ]);
  });

  it('are tags of the settings that differ from these in case alone', () => {
    expect(identityTags({ ...environment, tags: { Environment: 'production' } })).to.deep.equal([
      { key: 'project', value: 'thumbnails' },
      { key: 'Environment', value: 'production' },
    ]);
  });
});

describe('allTags', () => {
  it('adds the tags of the settings, and never a second one that differs in case', () => {
    expect(allTags({ ...environment, tags: { Environment: 'production', owner: 'web' } })).to.deep.equal({
      project: 'thumbnails',
      Environment: 'production',
      owner: 'web',
    });
  });
});
