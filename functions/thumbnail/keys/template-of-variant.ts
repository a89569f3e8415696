import { canonical } from './key-template.ts';

interface NamedVariant {
  name: string;
  width?: number | undefined;
  height?: number | undefined;
  format: string;
}

/**
 * Returns the template of a variant's keys, such as `small/{key}.webp`. A side that the variant leaves out is left out. So is
 * `.{format}` where the format is the source's: a key follows from the source key alone, and that format from the content.
 */
export function templateOfVariant({ name, width, height, format }: NamedVariant, thumbnailKeys: string): string {
  const values: Record<string, string> = {
    '{variant}': name,
    '{width}': `${width ?? ''}`,
    '{height}': `${height ?? ''}`,
    ...(format === 'source' ? { '.{format}': '' } : { '.{format}': `.${format}`, '{format}': format }),
  };
  return canonical(thumbnailKeys.replace(/\{variant\}|\{width\}|\{height\}|\.?\{format\}/g, (it) => values[it] ?? it));
}
