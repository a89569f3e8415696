import type { Component } from './component.ts';

/** Returns the libraries that sharp's native code is linked with, which its package lists by name and version. */
export function librariesOfSharp(versions: Readonly<Record<string, string>>): Component[] {
  return Object.entries(versions).map(([name, version]) => library(name, version, 'sharp'));
}

/** Returns ImageMagick and the libraries that its WebAssembly is linked with, which are the headings of its notice. */
export function librariesOfMagick(notice: string): Component[] {
  return [...notice.matchAll(/^\[ (\S+) (\S+) \([\d-]+\) \]$/gm)].map(([, name = '', version = '']) =>
    library(name, version, '@imagemagick/magick-wasm'),
  );
}

function library(name: string, version: string, partOf: string): Component {
  return { name, version, purl: `pkg:generic/${name}@${version}`, partOf };
}
