/** Tells whether a text is HEADER.CLAIMS.SIGNATURE and nothing else, as a JSON Web Token is. */
export function hasTokenForm(text: string): boolean {
  return /^[^\s.]+\.[^\s.]+\.[^\s.]+$/.test(text);
}
