import type { Component } from './component.ts';

/**
 * Returns a bill of materials in CycloneDX 1.6. It has neither a time nor a random number, so that the same zip has the same one.
 * https://cyclonedx.org/docs/1.6/json/
 */
export function cycloneDx(name: string, version: string, components: readonly Component[]): string {
  const refOf = ({ purl, partOf }: Component) => (partOf === undefined ? purl : `${partOf}/${purl}`);
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version, 'bom-ref': name } },
    components: components.map((component) => ({
      type: 'library',
      'bom-ref': refOf(component),
      name: component.name,
      version: component.version,
      purl: component.purl,
      ...(component.license === undefined ? {} : { licenses: [{ expression: component.license }] }),
      ...(component.partOf === undefined ? {} : { properties: [{ name: 'part-of', value: component.partOf }] }),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
