import fc from 'fast-check';
import { templateOfVariant } from '../../../functions/thumbnail/keys/template-of-variant.ts';
import { readSettings, type Settings } from '../../../functions/thumbnail/settings.ts';
import { functionEnvironment } from '../../support/function-environment.ts';

export const key = 'holiday/photo.jpg';

/** Settings, and the thumbnails of `key` that they ask for, each with the name of its variant. */
export interface Deployed {
  settings: Settings;
  thumbnails: Readonly<Record<string, string>>;
}

const small = { name: 'small', width: 100, height: 50 };
const large = { name: 'large', width: 800, height: 600 };
const onlyLarge = { 'large/holiday/photo.jpg.webp': 'large' };
const both = { 'small/holiday/photo.jpg.webp': 'small', ...onlyLarge };

/** Settings that differ in each way that changes the keys of what is made. */
export const anyDeployed = fc.constantFrom(
  deployed({}, both),
  deployed({ VARIANTS: JSON.stringify([large]) }, onlyLarge),
  deployed(
    { VARIANTS: JSON.stringify([{ ...small, name: 'tiny' }, large]) },
    { 'tiny/holiday/photo.jpg.webp': 'tiny', ...onlyLarge },
  ),
  deployed(
    { VARIANTS: JSON.stringify([{ ...small, format: 'jpeg' }, large]) },
    { 'small/holiday/photo.jpg.jpeg': 'small', ...onlyLarge },
  ),
  deployed(
    { THUMBNAIL_KEYS: '{dir}/thumbs/{name}_{width}.{ext}.{format}' },
    { 'holiday/thumbs/photo_100.jpg.webp': 'small', 'holiday/thumbs/photo_800.jpg.webp': 'large' },
  ),
  deployed({ VARIANTS: JSON.stringify([{ ...small, keyPrefix: 'products/' }, large]) }, onlyLarge),
  deployed({ RESULTS: 'false' }, both),
  deployed({ FORMATS: '["jpeg"]' }, both),
);

function deployed(variables: Record<string, string>, thumbnails: Record<string, string>): Deployed {
  const VARIANTS = JSON.stringify([small, large]);
  return { settings: readSettings({ ...functionEnvironment, RESULTS: 'true', VARIANTS, ...variables }), thumbnails };
}

/** Returns the settings after, with the keys retired that only those before use. */
export function retiring(before: Deployed, { settings, thumbnails }: Deployed): Deployed {
  const templates = ({ variants, thumbnailKeys }: Settings) =>
    variants.map((variant) => templateOfVariant(variant, thumbnailKeys));
  const kept = templates(settings);
  const retiredKeys = templates(before.settings).filter((template) => !kept.includes(template));
  return { settings: { ...settings, retiredKeys }, thumbnails };
}
