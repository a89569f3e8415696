import { expect } from 'chai';
import fc from 'fast-check';
import * as z from 'zod';
import { S3Error } from '../../../../scripts/local-aws/s3/errors.ts';
import { parseXml, renderS3Xml } from '../../../../scripts/local-aws/s3/xml.ts';
import { anyText } from '../../../support/any-text.ts';
import { expectError } from '../../../support/expect-error.ts';

const Document = z.object({ List: z.object({ Key: z.array(z.string()) }) });

describe('parseXml', () => {
  it('reads any text that renderS3Xml writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText({ minLength: 1 }), { minLength: 1 }), async (keys) => {
        const parsed = await parseXml(renderS3Xml('List', { Key: keys }), Document, 'Key');
        expect(parsed).to.deep.equal({ List: { Key: keys } });
      }),
    );
  });

  it('reads a single repeatable element as an array', async () => {
    const { List } = await parseXml('<List><Key> a </Key></List>', Document, 'Key');
    expect(List.Key).to.deep.equal([' a ']);
  });

  for (const text of ['', 'text', '<List><Key>a</List>', '<List><Key>&unknown;</Key></List>', '<Other/>']) {
    it(`refuses ${text || 'an empty body'}`, async () => {
      await expectError(S3Error, 'MalformedXML', () => parseXml(text, Document, 'Key'));
    });
  }
});
