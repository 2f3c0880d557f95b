/**
 * Bytes of a base64url text, or `null` where it is not exactly what those bytes print to:
 * Node's decoder also takes other alphabets, padding and stray trailing bits.
 */
export function decodeBase64Url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}
