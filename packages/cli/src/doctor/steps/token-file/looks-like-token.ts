/** Tells whether a text that should name a file is a token, which must not be written anywhere. */
export function looksLikeToken(text: string): boolean {
  return /^\s*(bearer\s+)?eyJ[\w=-]+\.[\w=-]+\.[\w=-]*\s*$/i.test(text);
}
