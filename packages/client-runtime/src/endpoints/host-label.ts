import { EndpointError } from "../errors/endpoint-error.ts";

const pattern = /^(?!-)[a-z\d-]{0,62}[a-z\d]$/i;

/**
 * Whether a text can be a label of a host name: 1 to 63 letters, digits and hyphens, not with a hyphen at an end.
 *
 * @param allowSubDomains - whether it can be several labels, separated by dots
 * @see https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html#isvalidhostlabel-function
 */
export function isValidHostLabel(text: string, allowSubDomains = false): boolean {
  const labels = allowSubDomains ? text.split(".") : [text];
  return labels.every((label) => pattern.test(label));
}

/**
 * Checks the region of a client, which becomes a label of the host name.
 *
 * @throws {EndpointError} if it would change the host that requests go to
 */
export function checkRegion(region: string | undefined): void {
  if (region != null && !pattern.test(region)) {
    throw new EndpointError(`The region ${JSON.stringify(region)} is not a part of a host name.`);
  }
}
