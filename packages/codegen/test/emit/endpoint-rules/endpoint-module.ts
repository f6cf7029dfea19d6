import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Endpoint, EndpointParameters } from "@eks-auth/client-runtime";
import { root } from "@eks-auth/test-kit/repository";
import { emitLightEndpoint } from "../../../src/emit/client-light/endpoint.ts";
import type { EndpointRules } from "../../../src/model/endpoint-rules.ts";
import type { JsonAst } from "../../../src/model/json-ast.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { renderFiles } from "../../../src/print/render-files.ts";
import { withTrait } from "../../models.ts";

/** The emitted module, in a folder that is removed at the end. */
export interface EndpointModule extends AsyncDisposable {
  readonly resolveEndpoint: (parameters: EndpointParameters) => Endpoint;
}

/** Emits endpoint.ts for a model, and imports it. */
export async function importEndpointModule(ast: JsonAst): Promise<EndpointModule> {
  await mkdir(join(root, "build"), { recursive: true });
  const directory = await mkdtemp(join(root, "build/endpoint-"));
  const path = join(directory, "endpoint.ts");
  await writeFile(path, emitEndpointModule(ast));
  const { resolveEndpoint } = await import(path);
  return {
    resolveEndpoint,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Emits endpoint.ts for a model. */
export function emitEndpointModule(ast: JsonAst): string {
  const modules = { runtime: "@eks-auth/client-runtime", types: "./model.ts" };
  return renderFiles([emitLightEndpoint(resolveService(ast))], modules).get("endpoint.ts") ?? "";
}

/** Returns the minimal model with endpoint rules. */
export function withRules(rules: EndpointRules): JsonAst {
  return withTrait("ex#Things", "smithy.rules#endpointRuleSet", { version: "1.0", ...rules });
}
