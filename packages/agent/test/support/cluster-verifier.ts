import { createIssuerKeys, ExpiredTokenError, IssuerUnavailableError, verifyToken } from "@eks-auth/service";
import { AgentError, type TokenVerifier } from "../../src/index.ts";

/** Makes what verifies tokens with the keys that an issuer publishes, as `eks-auth agent` does. */
export function createVerifier(issuer: string): TokenVerifier {
  const keys = createIssuerKeys(issuer);
  return async (token) => {
    try {
      const { pod } = await verifyToken(token, { issuer, keys }, new Date());
      return pod.uid;
    } catch (error) {
      if (error instanceof IssuerUnavailableError) {
        return undefined;
      }
      const code = error instanceof ExpiredTokenError ? "ExpiredTokenException" : "InvalidTokenException";
      throw new AgentError(400, code, "It is not a token of this cluster.");
    }
  };
}
