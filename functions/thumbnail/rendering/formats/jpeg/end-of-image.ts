/** The marker that ends a JPEG. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1 (EOI) */
export const endOfImage = Buffer.from([0xff, 0xd9]);
