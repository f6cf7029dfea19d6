import { InvalidTokenException } from "@eks-auth/server";
import { compactVerify, createLocalJWKSet } from "jose";
import type { CreateServer } from "../create-server.ts";
import { createStubServer } from "../stub-server.ts";

/** The stub with an implementation that verifies the token's signature, and neither checks claims nor an association. */
export const createServer: CreateServer = async (assumeRole, issuer) => {
  const keys = createLocalJWKSet(await fetchJson(`${issuer}/openid/v1/jwks`));
  return createStubServer({
    async assumeRoleForPodIdentity(input) {
      try {
        await compactVerify(input.token, keys, { algorithms: ["RS256"] });
      } catch {
        throw new InvalidTokenException({ message: "The token is not valid." });
      }
      return assumeRole(input);
    },
  });
};

async function fetchJson<Content>(url: string): Promise<Content> {
  return (await fetch(url)).json() as Promise<Content>;
}
