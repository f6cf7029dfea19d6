/** Tells whether a text that should name a file is a token, which must not be written anywhere. */
export function looksLikeToken(text: string): boolean {
  return /^\s*(bearer\s+)?eyJ[\w=-]+\.[\w=-]+\.[\w=-]*\s*$/i.test(text);
}

/** Takes the tokens out of a text for a person: a command line may have one where it doesn't belong. */
export function hideTokens(text: string): string {
  return text.replaceAll(/eyJ[\w=-]+\.[\w=-]+\.[\w=-]*/g, "[a token]");
}
