/** Tells whether HTTP takes this as the name of a header: a token. */
export function isHeaderName(text: string): boolean {
  return /^[\w!#$%&'*+\-.^`|~]+$/.test(text);
}

/** Tells whether HTTP takes this as the value of a header: no line breaks, nothing beyond Latin-1. */
export function isHeaderValue(text: string): boolean {
  return /^[\t -~\x80-\xff]*$/.test(text);
}
