import { join } from "node:path";
import { writeStub } from "@eks-auth/codegen";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import type { Case } from "../cases/case.ts";
import { collectCases } from "../cases/collect-cases.ts";
import { Model } from "../model/model.ts";
import { buildFolder, buildModels, readModelText } from "../official/build-models.ts";
import { type OfficialService, officialServices } from "../official/services.ts";
import { loadStub, type Stub } from "./load-stub.ts";

/** An official service with all that its cases need. */
export interface PreparedService {
  readonly service: OfficialService;
  readonly model: Model;
  /** The excluded ones are among them. */
  readonly cases: readonly Case[];
  readonly stub: Stub;
  /** The absolute path of the generated stub. */
  readonly stubFolder: string;
}

/**
 * Builds the official models and generates a stub of each.
 *
 * @throws ToolUnavailableError where there is no Java or no Maven
 * @throws UnsupportedModelError where the generator refuses a model
 */
export async function prepareServices(): Promise<PreparedService[]> {
  await buildModels(await SmithyCli.open());
  return Promise.all(officialServices.map(prepareService));
}

async function prepareService(service: OfficialService): Promise<PreparedService> {
  const modelText = await readModelText(service);
  const model = new Model(modelText);
  const stubFolder = join(buildFolder, service.name, "stub");
  await writeStub(JSON.parse(modelText), stubFolder);
  const stub = await loadStub(stubFolder, service.name);
  return { service, model, cases: collectCases(model), stub, stubFolder };
}
