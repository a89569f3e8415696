import type { MagickLoader } from '../../formats/format.ts';

/**
 * Returns a policy that allows what one format needs, and nothing else of ImageMagick's 250 formats: among them are scripts,
 * addresses and files. https://imagemagick.org/script/security-policy.php
 */
export function policyFor({ modules, coders }: MagickLoader['allowed']): string {
  // The last entry that matches counts. ImageMagick registers no module that may only be read from. Paths are
  // those of a file system in memory, where it puts some images before it reads them.
  return `<policymap>
  <policy domain="delegate" rights="none" pattern="*"/>
  <policy domain="filter" rights="none" pattern="*"/>
  <policy domain="path" rights="none" pattern="@*"/>
  <policy domain="module" rights="none" pattern="*"/>
  <policy domain="coder" rights="none" pattern="*"/>
  <policy domain="module" rights="all" pattern="{${modules.join(',')}}"/>
  <policy domain="coder" rights="all" pattern="{${coders.join(',')}}"/>
</policymap>`;
}
