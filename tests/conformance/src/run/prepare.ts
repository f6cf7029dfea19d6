import { join } from "node:path";
import type { JsonAst } from "@eks-auth/codegen";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import type { Case } from "../cases/case.ts";
import { collectCases } from "../cases/collect-cases.ts";
import { parseExactly } from "../model/exact-numbers.ts";
import { Model } from "../model/model.ts";
import { buildFolder, buildModels, readModelText } from "../official/build-models.ts";
import { type OfficialService, officialServices } from "../official/services.ts";
import { generateStub, type Stub } from "./load-stub.ts";

/** An official service with its stub and its cases. */
export interface PreparedService {
  readonly service: OfficialService;
  /** Including the excluded ones. */
  readonly cases: readonly Case[];
  readonly stub: Stub;
  /** The absolute path of the generated stub. */
  readonly stubFolder: string;
}

/**
 * Builds the official models and generates a stub of each.
 *
 * @throws ToolUnavailableError if Java or Maven is missing
 * @throws UnsupportedModelError if the generator does not support a model
 */
export async function prepareServices(): Promise<PreparedService[]> {
  await buildModels(await SmithyCli.open(root));
  return Promise.all(officialServices.map(prepareService));
}

async function prepareService(service: OfficialService): Promise<PreparedService> {
  const modelText = await readModelText(service);
  const model = new Model(parseExactly(modelText) as JsonAst);
  const stubFolder = join(buildFolder, service.name, "stub");
  const stub = await generateStub(JSON.parse(modelText), service.name, stubFolder, model);
  return { service, cases: collectCases(model), stub, stubFolder };
}
