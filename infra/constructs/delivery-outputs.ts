import { templateOfVariant } from '../../functions/thumbnail/keys/template-of-variant.ts';
import type { Settings } from '../settings.ts';
import { type Construct, TerraformOutput } from '../terraform.ts';
import type { Delivery } from './delivery.ts';

/** Adds what servers and pages must know of a distribution. */
export function addDeliveryOutputs(
  scope: Construct,
  { distribution, keyIds }: Delivery,
  { delivery, variants, thumbnailKeys }: Pick<Settings, 'delivery' | 'variants' | 'thumbnailKeys'>,
): void {
  const url = `https://${delivery.cloudfront?.domain ?? distribution.domainName}`;
  const add = (name: string, value: string | readonly string[], description: string) =>
    new TerraformOutput(scope, `delivery-${name}`, { value, description });
  add('url', url, 'Serves thumbnails and results: the url of the client.');
  const [variant] = variants;
  if (variant) {
    add(
      'thumbnail_url',
      `${url}/${templateOfVariant(variant, thumbnailKeys)}`,
      'A thumbnail: what is in braces stands for the key of its original, or a part of it.',
    );
  }
  add('domain_name', distribution.domainName, 'The target of the DNS record of a domain.');
  add('distribution_id', distribution.id, 'Names the distribution to the AWS CLI.');
  if (keyIds.length > 0)
    add('key_ids', keyIds, 'IDs of the public keys, in the order of the settings, which signers name.');
}
