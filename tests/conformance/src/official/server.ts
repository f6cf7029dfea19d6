import type { SmithyCli } from "@eks-auth/codegen/smithy";
import { generateModule, type OfficialSource } from "./generate-module.ts";

/** The model of an official server, and the folder to write. */
interface OfficialServerSource extends OfficialSource {
  /**
   * Whether every operation lists `smithy.framework#ValidationException`, which then answers broken constraints. If
   * not, the caller of `get<Service>ServiceHandler` passes a function that answers them.
   */
  readonly listsValidationException: boolean;
}

/**
 * Generates the official TypeScript server of a service, and bundles it as one ES module for Node.js. A second call
 * with the same source does nothing.
 *
 * @returns the path of the module. It exports `get<Service>ServiceHandler` and the error classes
 * @throws SmithyError if the generator rejects the model
 */
export function generateOfficialServer(smithy: SmithyCli, source: OfficialServerSource): Promise<string> {
  return generateModule(smithy, "server", source, {
    disableDefaultValidation: !source.listsValidationException,
  });
}
