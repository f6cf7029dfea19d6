const maxLength = 300;

/** Texts that must not be written anywhere. */
export type Secrets = readonly string[];

/**
 * Quotes what came over the network: without our secrets, which an answer may repeat, on one line, without what a
 * terminal could take for orders, and of a bounded length.
 */
export function quoteRemote(text: string, secrets: Secrets): string {
  // A part of a token is one, too.
  const parts = secrets.flatMap((secret) => [secret, ...secret.split(".")]).filter((part) => part.length > 8);
  const clear = parts.reduce((rest, part) => rest.replaceAll(part, "[redacted]"), text);
  const clean = clear.replaceAll(/[^\x20-\x7e]+/g, " ").trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}… (cut)` : clean;
}
