import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Handler } from "@eks-auth/server-runtime";
import type { Implementation } from "./implementation.ts";

/** A generated stub, as far as the tests call it. */
export interface Stub {
  /** @param onError - gets what the handler answers with an internal error */
  readonly createHandler: (service: Implementation["service"], onError: (error: unknown) => void) => Handler;
  /**
   * Makes an error of the model.
   *
   * @param name - its short name
   */
  readonly createError: (name: string, members: unknown) => Error;
}

type CreateHandler = (service: object, options: { onError: (error: unknown) => void }) => Handler;
type ErrorClass = new (members: unknown) => Error;

/**
 * Imports a generated stub.
 *
 * @param folder - its absolute path
 * @param service - the service's name
 */
export async function loadStub(folder: string, service: string): Promise<Stub> {
  const index: Record<string, unknown> = await import(pathToFileURL(join(folder, "index.ts")).href);
  const createHandler = index[`create${service}Handler`] as CreateHandler;
  return {
    createHandler: (implementation, onError) => createHandler(implementation, { onError }),
    createError(name, members) {
      const ErrorOfModel = index[name] as ErrorClass | undefined;
      if (ErrorOfModel === undefined) {
        throw new Error(`the stub exports no ${name}`);
      }
      return new ErrorOfModel(members);
    },
  };
}
