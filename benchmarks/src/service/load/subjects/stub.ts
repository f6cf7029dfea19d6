import { goodOutput } from "../../../sample/output.ts";
import { serveImplementation } from "../serve-implementation.ts";
import type { CreateServer } from "../subject.ts";

/** The stub, whose implementation answers at once and looks at nothing. */
export const createServer: CreateServer = () =>
  serveImplementation({ assumeRoleForPodIdentity: async () => goodOutput });
