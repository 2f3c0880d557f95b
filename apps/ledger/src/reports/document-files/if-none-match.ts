/** Whether a reader that sends this `If-None-Match` (RFC 9110 13.1.2) has the bytes of a hash. */
export const knownTo = (header: string | undefined): ((sha256: string) => boolean) => {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return (sha256) => tags.includes('*') || tags.includes(`"${sha256}"`);
};
