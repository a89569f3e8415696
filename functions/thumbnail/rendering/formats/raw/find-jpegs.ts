/** A file has a few JPEGs. In sensor data, the signature occurs by chance once in 16 MB. */
const maxFound = 1000;

const startOfJpeg = Buffer.from([0xff, 0xd8, 0xff]);

/** Yields each position where a JPEG may begin. Every maker has its own way to store these positions, so they are searched. */
export function* findJpegs(file: Buffer): Iterable<number> {
  let at = file.indexOf(startOfJpeg);
  for (let found = 0; at >= 0 && found < maxFound; found += 1) {
    yield at;
    at = file.indexOf(startOfJpeg, at + 1);
  }
}
