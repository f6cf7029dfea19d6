import { createServer as createHttpServer } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import type { CreateServer } from "../subject.ts";

/** Our stub on `node:http`. */
export const createServer: CreateServer = (assumeRole) =>
  createHttpServer(
    createNodeListener(createEKSAuthFrontendHandler({ assumeRoleForPodIdentity: assumeRole })),
  );
