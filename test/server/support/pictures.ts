/** A baseline JPEG of 64 × 48 pixels, as an encoder made it. */
export const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgoKC8oLzc3Nzc3N0E8QUNDQ0FBQUFDQ0NI' +
    'SEhVVVVISEhDQ0hIUFBVVVxfXFdXVVdfX2RkZHh4c3OMjJGsrM//xACbAAACAgMBAQAAAAAAAAAAAAAABwYIBAUDAgEB' +
    'AAIDAQEBAAAAAAAAAAAAAAAGBwQIBQIBEAABAgIGBwUJAQAAAAAAAAABAAIRAyExFBJBBGHRkaFR4QWxQoEicaLCsjKC' +
    'M9JDc2IRAAIBAAUIBwkBAQEAAAAAAAABAhIRoQQDMUFCIdFR4aLSgWFD4gUUE7EVkSJjcTJi8FKC/8AAEQgAMABAAwES' +
    'AAISAAMSAP/aAAwDAQACEQMRAD8Ar+txJlGdMawd47BicKhSgAAa0qVfpNXamAAGiAVDDw6Wt5PeOySSqQ132+rAVCGv' +
    'EfJ2vt3LrZmCc5YknKTrbysXla8pljFQSSVSRYNqwhGEVGKqSyItCzQmsDP4FxULAADUAsl9TenVrR4ICTada1NZzwYM' +
    'qdeodXgeKgqlvDxa9UsuZicSvfbh7Ne0wl9K/aOt0e1V62t+78Gj2k001WnqaectioflJ9oktcfmHld6jwFddHFNQECA' +
    'IzpQBnmiphI0Ugdi6dK++7+Z+JqAABpoTWBn8BaoTSBusBZoTWBn8C4qFgABqAWaE2AZ/AWqE0gbqAm/SCYTRGjyGHre' +
    '1Lx0j930e8msCAAI1lZJlzGzA6rCHEQOPBRNuaeyoN2HWlyWNR0beBYeDF53/uobpXejpWcSpK8SlmjbtLJXaIxULZmi' +
    'aHADTrpVX132+bwnLhgYbf1OS61sIhlc6Ony8SZr1d5qFLC+prLF5Wv5qq19mc4mVDHdzXAzXHAJ2XmFfd83hOnG44WV' +
    'Sm+tdE4MvMaPd83hOo7hgz10p1Pc49E0Nj/37PNa61zODdh1prhfKWhV/wCuB0Y3TDjkcvmthDHqf5t4Fz08N8rNg4X5' +
    'm53Y+PJZjsux9Zdu1KF4+W0u85fEcZeYYq0YfKXSOtG9UtG3gX43aEc8rNgpLTTC7v5LNs7Ixi7dqUi/DfucniON8Rxf' +
    '+cP5S6QtRu1LSs4lON4nHNG3aaICKlEqSSIuiNGKYHc6tPl4nTji4kv2SXU6/eavjiUsxDt4v0cFqODVN55PXH8Kqqt2' +
    'I65acMrLuXb0SSTGG6BwCYNhl8X7R+KWpqj2nyTpZR19J/dnEoeqnujbtP/Z',
  'base64',
);

/** A marker segment: FF, the marker, its length, its content. */
export function segment(marker: number, content: readonly number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
}

export const SOI = Buffer.from([0xff, 0xd8]);
export const EOI = Buffer.from([0xff, 0xd9]);

/** A start-of-frame segment with three components. */
export function frame(marker: number, width: number, height: number): Buffer {
  const components = [1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return segment(marker, [8, ...size, 3, ...components]);
}

/** A scan: its header and some image data, with a stuffed byte and a restart marker inside. */
export const SCAN = Buffer.concat([
  segment(0xda, [1, 1, 0, 0, 63, 0]),
  Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
]);
