/** The header of the token by which an agent identifies itself to `eks-auth serve`. */
export const callerTokenHeader = "x-eks-auth-caller-token";

/**
 * Creates the headers that identify an agent to `eks-auth serve`.
 *
 * @param token - the agent's own token; undefined if it has none, which gives no header
 */
export function createCallerHeaders(token: string | undefined): Readonly<Record<string, string>> {
  return token === undefined ? {} : { [callerTokenHeader]: token };
}
