import type { Service } from "../../model/service.ts";
import type { Reexport } from "../../print/source-file.ts";
import { declaredType } from "../expressions.ts";
import { chooseNames } from "../public-names.ts";
import { errorClass } from "../server/symbols.ts";
import { declaredTypes } from "../types.ts";
import { listErrors } from "./errors.ts";
import { clientType, clientValue } from "./runtime-symbols.ts";
import { clientClass, clientOptionsType, endpointResolver } from "./symbols.ts";

/** What users of a client need of the runtime. */
const runtime = [
  clientValue("ClientError"),
  clientValue("ConnectionError"),
  clientValue("CredentialsError"),
  clientValue("EndpointError"),
  clientValue("ResponseError"),
  clientValue("ServiceError"),
  clientValue("TimeoutError"),
  clientType("AwsCredentials"),
  clientType("BearerToken"),
  clientType("CallOptions"),
  clientType("ClientOptions"),
  clientType("FailedTry"),
  clientType("HttpRequest"),
  clientType("HttpResponse"),
  clientType("ResponseMetadata"),
  clientType("SendOptions"),
  clientType("Transport"),
  clientType("WithMetadata"),
];

/** The modules in the order of their exports. */
const modules = ["runtime", "types", "./client.ts", "./endpoint.ts", "./errors.ts"];

/** Lists what the entry point of the light client's package exports. */
export function listLightNames(service: Service): readonly Reexport[] {
  const own = [clientClass(service), clientOptionsType(service), endpointResolver];
  const model = [
    ...listErrors(service).map(({ name }) => errorClass(name)),
    ...declaredTypes(service).map(declaredType),
  ];
  return chooseNames(own, model, runtime, modules);
}
