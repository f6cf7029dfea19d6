/**
 * Formats a certificate's subject in the string representation of RFC 2253, as `openssl x509 -nameopt RFC2253` prints it:
 * the last part first, and each character that isn't ASCII as the bytes of its UTF-8, `\C3\A9`.
 *
 * @param subject - the `subject` of Node.js: a part a line, ` + ` between the attributes of a part, and the same escapes
 * @returns undefined if there is no subject, or it has an attribute without a name, whose value openssl prints in hex
 * @see https://www.rfc-editor.org/rfc/rfc2253#section-2
 */
export function formatSubject(subject: string | undefined): string | undefined {
  if (!subject) {
    return undefined;
  }
  // Line breaks, plus signs and commas in values are escaped.
  const parts = subject.split("\n").map((part) => part.split(" + ").toReversed());
  return parts.flat().some((attribute) => !/^[A-Za-z]/.test(attribute))
    ? undefined
    : escapeNonAscii(
        parts
          .toReversed()
          .map((attributes) => attributes.join("+"))
          .join(","),
      );
}

/** Escapes what isn't ASCII, as in RFC 2253. */
export function escapeNonAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]+/g, (part) =>
    Buffer.from(part).toString("hex").toUpperCase().replaceAll(/../g, "\\$&"),
  );
}
