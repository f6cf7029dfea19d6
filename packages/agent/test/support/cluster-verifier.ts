import {
  createIssuerKeys,
  ExpiredTokenError,
  IssuerUnavailableError,
  UnknownKeyError,
  verifyToken,
} from "@eks-auth/service";
import { AgentError, type TokenVerifier } from "../../src/index.ts";

/** Creates a verifier with the keys that an issuer publishes, like `eks-auth agent --issuer`. */
export function createVerifier(issuer: string): TokenVerifier {
  const keys = createIssuerKeys(issuer);
  return async (token) => {
    try {
      const tracked = keys.track();
      const { pod } = await verifyToken(token, { issuer, keys: tracked }, new Date());
      return { podUid: pod.uid, isCurrent: tracked.isCurrent };
    } catch (error) {
      if (error instanceof IssuerUnavailableError) {
        return undefined;
      }
      if (error instanceof UnknownKeyError) {
        throw new AgentError("unknown_key", "The token's key is not known yet.");
      }
      const reason = error instanceof ExpiredTokenError ? "expired_token" : "invalid_token";
      throw new AgentError(reason, "The token is not from this cluster.");
    }
  };
}
