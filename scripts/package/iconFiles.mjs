/** @typedef {[size: number, png: Buffer][]} Pictures edge length in pixels, and the picture */

/**
 * A Windows icon file: a directory of 16 bytes a picture, then the pictures, as PNG, which Windows
 * reads since Vista.
 *
 * @param {Pictures} pictures at most 256 pixels each
 * @returns {Buffer}
 */
export function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(([size, png], index) => {
    const entry = 6 + 16 * index;
    // 256 is written as 0, in the one byte there is.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(([, png]) => png)]);
}

/** The names macOS gives the sizes; those with two are also the double resolution of the half size. */
const macNames = new Map([
  [16, ['icp4']],
  [32, ['icp5', 'ic11']],
  [64, ['icp6', 'ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
]);

/**
 * A macOS icon file: blocks of name, length (its own eight bytes included) and PNG.
 *
 * @param {Pictures} pictures
 * @returns {Buffer}
 */
export function icns(pictures) {
  const blocks = pictures.flatMap(([size, png]) =>
    (macNames.get(size) ?? []).map((name) => block(name, png)),
  );
  return block('icns', Buffer.concat(blocks));
}

/** @param {string} name four letters @param {Buffer} content */
function block(name, content) {
  const header = Buffer.alloc(8);
  header.write(name, 'latin1');
  header.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([header, content]);
}
