import { emitClientLight } from "../../../src/emit/client-light/client-light.ts";
import { emitModel } from "../../../src/emit/types.ts";
import type { AstShape, JsonAst } from "../../../src/model/json-ast.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { renderFiles } from "../../../src/print/render-files.ts";
import { label, member, minimalModel, structure } from "../../models.ts";
import { withRules } from "./endpoint-module.ts";
import { assign, builtIns, call, endpoint, ref, tree } from "./rule-sets.ts";

const rules = withRules({
  parameters: {
    ...builtIns,
    Id: { type: "String", required: true, default: "none" },
    Kind: { type: "String", required: true, default: "none" },
    FirstChoice: { type: "String", required: true, default: "none" },
    IsSecond: { type: "Boolean" },
    Token: { type: "String" },
    Names: { type: "stringArray" },
  },
  rules: [
    tree(
      [call("isSet", ref("Names")), assign("last", "getAttr", ref("Names"), "[-1]")],
      endpoint([], "https://last.{last}.org"),
    ),
    endpoint([call("isSet", ref("Token"))], "https://token.{Token}.org"),
    endpoint([call("booleanEquals", ref("IsSecond"), true)], "https://second.{FirstChoice}.org"),
    endpoint([], "https://{Id}.{Kind}.{FirstChoice}.org"),
  ],
}).shapes["ex#Things"] as AstShape;

/** A model whose endpoint rules have parameters from options of the client, from input and from operations. */
export const parametersModel: JsonAst = minimalModel({
  "ex#Things": {
    ...rules,
    traits: {
      ...rules.traits,
      "smithy.rules#clientContextParams": {
        FirstChoice: { type: "string", documentation: "What to choose first." },
        IsSecond: { type: "boolean" },
        Kind: { type: "string" },
        Token: { type: "string" },
      },
    },
  },
  "ex#PutThing": {
    ...(minimalModel().shapes["ex#PutThing"] as AstShape),
    traits: {
      "smithy.api#http": { method: "PUT", uri: "/things/{id}" },
      "smithy.rules#operationContextParams": { Names: { path: "parts[*].name" } },
      "smithy.rules#staticContextParams": { Kind: { value: "static" }, Unknown: { value: true } },
    },
  },
  "ex#Parts": { type: "list", member: member("Part") },
  "ex#Part": structure({ name: member("smithy.api#String") }),
  "ex#PutThingInput": structure({
    id: member("smithy.api#String", { ...label, "smithy.rules#contextParam": { name: "Id" } }),
    parts: member("Parts"),
    kind: member("smithy.api#String", { "smithy.rules#contextParam": { name: "Kind" } }),
  }),
});

/** Emits the light client of the model, with the types that it uses: texts by path. */
export function emitParametersClient(): ReadonlyMap<string, string> {
  const service = resolveService(parametersModel);
  const modules = { runtime: "@eks-auth/client-runtime", types: "./model.ts" };
  return renderFiles([...emitClientLight(service), emitModel(service)], modules);
}
