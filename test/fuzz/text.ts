import fc from 'fast-check';

export const segment = fc
  .oneof(fc.uuid(), fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('..', '%', '1'))
  .map((text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')) || 'x');

export const headerText = fc.string({ unit: 'binary', maxLength: 120 });

/** No header holds a line's end, nor what is beyond Latin-1. */
export function asHeader(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').trim();
}

/** Whether it says the same to whoever decodes it: base64url leaves bits of its last letter open. */
export function sameToken(text: string, token: string): boolean {
  const bytes = (each: string): string => {
    const [head = '', claims = '', signature = ''] = each.split('.');
    const decoded = Buffer.from(signature, 'base64url').toString('hex');
    return `${head}.${claims}.${decoded}.${each.split('.').length}`;
  };
  return bytes(text.trim()) === bytes(token);
}
