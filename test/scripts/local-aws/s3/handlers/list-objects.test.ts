import {
  ListObjectsCommand,
  type ListObjectsCommandInput,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { compareKeys } from '../../../../../scripts/local-aws/s3/store/listing.ts';
import { Bucket, type LocalS3, refusalOf, startLocalS3 } from '../local-s3.ts';

describe('listObjectsV2', () => {
  let s3: LocalS3;

  const list = (input: Partial<ListObjectsV2CommandInput> = {}) =>
    s3.client.send(new ListObjectsV2Command({ Bucket, ...input }));
  const fill = async (...keys: string[]) => {
    for (const key of keys) await s3.store.put(Bucket, key, Buffer.from(key));
  };

  beforeEach(async () => {
    s3 = await startLocalS3();
  });

  afterEach(async () => {
    await s3.stop();
  });

  it('returns keys with their sizes, ETags and times', async () => {
    await fill('abc');

    const { Contents, KeyCount, IsTruncated } = await list();

    const [object] = Contents ?? [];
    expect({ KeyCount, IsTruncated }).to.deep.equal({ KeyCount: 1, IsTruncated: false });
    expect(object).to.include({ Key: 'abc', Size: 3, ETag: '"900150983cd24fb0d6963f7d28e17f72"' });
    expect(object?.LastModified?.toISOString()).to.equal(s3.store.head(Bucket, 'abc')?.lastModified);
  });

  it('returns every valid key unchanged, page by page', async () => {
    const keys = [
      'a\n',
      'a\r\n',
      ' a ',
      '&amp;',
      '<a>',
      '\u0001',
      '\u0085',
      '\u2028',
      '😀',
      '\uffee',
      'a%2F+',
      '__proto__',
    ];
    await fill(...keys);

    const listed: (string | undefined)[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3.client, pageSize: 5 }, { Bucket })) {
      listed.push(...Contents.map(({ Key }) => Key));
    }

    expect(listed).to.deep.equal([...keys].sort(compareKeys));
  });

  it('encodes keys and prefixes on request', async () => {
    await fill('a b/\u0001/c', 'a b/+');

    const { Contents, CommonPrefixes, Prefix } = await list({ Prefix: 'a b/', Delimiter: '/', EncodingType: 'url' });

    expect(Prefix).to.equal('a+b/');
    expect(Contents?.map(({ Key }) => Key)).to.deep.equal(['a+b/%2B']);
    expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).to.deep.equal(['a+b/%01/']);
  });

  it('returns common prefixes, and starts after a key', async () => {
    await fill('a', 'b/1', 'b/2', 'c');

    const { Contents, CommonPrefixes } = await list({ Delimiter: '/', StartAfter: 'a' });

    expect(Contents?.map(({ Key }) => Key)).to.deep.equal(['c']);
    expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).to.deep.equal(['b/']);
  });

  it('continues where the previous page ended, wherever the first one started', async () => {
    await fill('a', 'b', 'c');
    const first = await list({ StartAfter: 'a', MaxKeys: 1 });

    const second = await list({ StartAfter: 'a', MaxKeys: 5000, ContinuationToken: first.NextContinuationToken });

    expect([first, second].map(({ Contents }) => Contents?.map(({ Key }) => Key))).to.deep.equal([['b'], ['c']]);
    expect(second.MaxKeys).to.equal(1000);
  });

  it('returns owners on request', async () => {
    await fill('a');

    expect((await list()).Contents?.[0]?.Owner).to.equal(undefined);
    expect((await list({ FetchOwner: true })).Contents?.[0]?.Owner?.ID).to.match(/^[0-9a-f]{64}$/);
  });

  for (const input of [{ ContinuationToken: 'made-up' }, { MaxKeys: -1 }]) {
    it(`refuses ${JSON.stringify(input)}`, async () => {
      expect(await refusalOf(list(input))).to.include({ name: 'InvalidArgument', status: 400 });
    });
  }
});

describe('listObjects', () => {
  let s3: LocalS3;

  const list = (input: Partial<ListObjectsCommandInput> = {}) =>
    s3.client.send(new ListObjectsCommand({ Bucket, ...input }));

  beforeEach(async () => {
    s3 = await startLocalS3();
    for (const key of ['a', 'b/1', 'b/2', 'c', 'd/1']) await s3.store.put(Bucket, key, Buffer.from(key));
  });

  afterEach(async () => {
    await s3.stop();
  });

  it('returns objects with their owner, and continues after a key', async () => {
    const first = await list({ MaxKeys: 2 });
    const second = await list({ Marker: first.Contents?.at(-1)?.Key });

    expect([first.IsTruncated, first.NextMarker, second.IsTruncated]).to.deep.equal([true, undefined, false]);
    expect([first, second].map(({ Contents }) => Contents?.map(({ Key }) => Key))).to.deep.equal([
      ['a', 'b/1'],
      ['b/2', 'c', 'd/1'],
    ]);
    expect(first.Contents?.[0]?.Owner?.ID).to.match(/^[0-9a-f]{64}$/);
  });

  it('continues after a common prefix', async () => {
    const first = await list({ Delimiter: '/', MaxKeys: 2 });
    const second = await list({ Delimiter: '/', Marker: first.NextMarker });

    expect(first.NextMarker).to.equal('b/');
    expect(second.Contents?.map(({ Key }) => Key)).to.deep.equal(['c']);
    expect(second.CommonPrefixes?.map(({ Prefix }) => Prefix)).to.deep.equal(['d/']);
  });
});
