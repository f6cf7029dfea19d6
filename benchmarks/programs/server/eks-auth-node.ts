import type { CreateServer } from "../create-server.ts";
import { createStubServer } from "../stub-server.ts";

/** The generated stub on `node:http`. */
export const createServer: CreateServer = (assumeRole) =>
  createStubServer({ assumeRoleForPodIdentity: assumeRole });
