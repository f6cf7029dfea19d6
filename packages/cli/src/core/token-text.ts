/** Whether a text is HEADER.CLAIMS.SIGNATURE and nothing else, as a JSON Web Token is. */
export function isTokenFormat(text: string): boolean {
  return /^[^\s.]+\.[^\s.]+\.[^\s.]+$/.test(text);
}

/** Whether a text that should be a file name is a token, which must not be written anywhere. */
export function looksLikeToken(text: string): boolean {
  return /^\s*(bearer\s+)?eyJ[\w=-]+\.[\w=-]+\.[\w=-]*\s*$/i.test(text);
}

/** Replaces tokens in a message: a command line may contain one by mistake. */
export function redactTokens(text: string): string {
  return text.replaceAll(/eyJ[\w=-]+\.[\w=-]+\.[\w=-]*/g, "[a token]");
}
