import type { Server } from "node:http";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/types";

/** The implementation that servers call. It returns at once, so only the code around it is measured. */
export type AssumeRole = (
  input: AssumeRoleForPodIdentityRequest,
) => Promise<AssumeRoleForPodIdentityResponse>;

/**
 * The export `createServer` of a server's module. The server does not listen yet.
 *
 * @param issuer - the URL of the issuer of the tokens; empty if no server of the benchmark verifies tokens
 */
export type CreateServer = (assumeRole: AssumeRole, issuer: string) => Server | Promise<Server>;
