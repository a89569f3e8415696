import { leftBehind } from '../../../../scripts/review-plan/rules/left-behind.ts';
import { changed, testRules } from '../danger-cases.ts';

const address = 'aws_lambda_function.thumbnail';
const small = { name: 'small', width: 100, height: 50 };
const large = { name: 'large', width: 800, format: 'avif' };
const keys = { THUMBNAIL_KEYS: '{variant}/{key}.{format}', RETIRED_KEYS: '[]' };
const lambda = (variants: object[], variables: object = keys) => ({
  environment: [{ variables: { VARIANTS: JSON.stringify(variants), ...variables } }],
});

describe('leftBehind', () => {
  testRules(leftBehind, {
    'retired keys': {
      warnsOf: {
        'a variant that is removed': {
          change: changed(address, lambda([small, large]), lambda([large])),
          words:
            /^no longer removes thumbnails at `small\/\{key\}\.webp`, which stay when their originals are deleted\. Add `small\/\{key\}\.webp` to the setting `retiredKeys`/,
        },
        'a variant that is renamed': {
          change: changed(address, lambda([small]), lambda([{ ...small, name: 'tiny' }])),
          words: /`small\/\{key\}\.webp`/,
        },
        'another format': {
          change: changed(address, lambda([small]), lambda([{ ...small, format: 'source' }])),
          words: /`small\/\{key\}\.webp`/,
        },
        'another template': {
          change: changed(address, lambda([small]), lambda([small], { ...keys, THUMBNAIL_KEYS: 'thumbs/{key}' })),
          words: /`small\/\{key\}\.webp`/,
        },
        'another size, which the template has': {
          change: changed(
            address,
            lambda([small], { ...keys, THUMBNAIL_KEYS: '{width}/{key}' }),
            lambda([{ ...small, width: 200 }], { ...keys, THUMBNAIL_KEYS: '{width}/{key}' }),
          ),
          words: /`100\/\{key\}`/,
        },
        'a key that was retired, and is forgotten': {
          change: changed(address, lambda([small], { ...keys, RETIRED_KEYS: '["old/{key}.webp"]' }), lambda([small])),
          words: /`old\/\{key\}\.webp`/,
        },
        'a change of a function that was deployed before there were templates': {
          change: changed(address, lambda([small, large], {}), lambda([large])),
          words: /`small\/\{key\}\.webp`/,
        },
        'variables that are not known': {
          change: changed(address, lambda([small]), {}, { after_unknown: { environment: true } }),
          words: /^cannot be checked for thumbnails that it leaves behind/,
        },
      },
      isQuietAbout: {
        'a variant that is removed, and whose keys are retired': {
          changes: [
            changed(
              address,
              lambda([small, large]),
              lambda([large], { ...keys, RETIRED_KEYS: '["small/{dir}/{name}.{ext}.webp"]' }),
            ),
          ],
        },
        'a variant that is added or looks different': {
          changes: [changed(address, lambda([small]), lambda([{ ...small, width: 120, quality: 1 }, large]))],
        },
        'other functions': {
          changes: [changed(address, { environment: [{ variables: { VARIANTS: 'x' } }] }, lambda([small]))],
        },
      },
    },
  });
});
