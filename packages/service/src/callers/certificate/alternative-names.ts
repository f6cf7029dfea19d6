/**
 * Finds the URIs among a certificate's subject alternative names.
 *
 * Node.js writes `URI:spiffe://example.org/agent, DNS:example.org`. A value with a comma, a quote or a character that isn't
 * printable ASCII is a JSON string there, whose commas are escaped, too. So a comma always ends a name.
 *
 * @param names - the `subjectAltName` of Node.js; undefined if the certificate has none
 * @returns the URIs; one that is written as a JSON string is left as it is, and is no valid SPIFFE ID
 * @see https://nodejs.org/en/blog/vulnerability/jan-2022-security-releases
 */
export function findUris(names: string | undefined): readonly string[] {
  const prefix = "URI:";
  return (names ?? "")
    .split(", ")
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}
