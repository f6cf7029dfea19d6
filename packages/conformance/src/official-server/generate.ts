import type { SmithyCli } from "../../../../scripts/smithy/cli.ts";
import { generateModule, type OfficialSource } from "../official-generator/generate-module.ts";

/** What the official server is to be generated from, and where to. */
export interface OfficialServerSource extends OfficialSource {
  /**
   * Whether every operation lists `smithy.framework#ValidationException`, which then answers what the model's
   * constraints refuse. Else whoever makes the handler says what answers it.
   */
  readonly listsValidationException: boolean;
}

/**
 * Generates the official TypeScript server of a service, and bundles it as one ES module for Node.js. A second call
 * with the same source does nothing.
 *
 * @returns the path of the module. It exports `get<Service>ServiceHandler`, the classes of the errors and the rest
 * @throws SmithyFailure where the generator refuses the model
 */
export function generateOfficialServer(smithy: SmithyCli, source: OfficialServerSource): Promise<string> {
  return generateModule(smithy, "server", source, {
    disableDefaultValidation: !source.listsValidationException,
  });
}
