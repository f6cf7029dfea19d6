import { InvalidTokenException } from "@eks-auth/server";
import { compactVerify, createLocalJWKSet } from "jose";
import { goodOutput } from "../../../sample/output.ts";
import { serveImplementation } from "../serve-implementation.ts";
import type { CreateServer } from "../subject.ts";

/**
 * The stub, whose implementation verifies the token's signature by a key that it holds already. It looks at no claim
 * and for no association.
 */
export const createServer: CreateServer = async (issuer) => {
  const keys = createLocalJWKSet(await fetchJson(`${issuer}/openid/v1/jwks`));
  return serveImplementation({
    async assumeRoleForPodIdentity({ token }) {
      try {
        await compactVerify(token, keys, { algorithms: ["RS256"] });
      } catch {
        throw new InvalidTokenException({ message: "The token is not valid." });
      }
      return goodOutput;
    },
  });
};

async function fetchJson<Content>(url: string): Promise<Content> {
  return (await fetch(url)).json() as Promise<Content>;
}
