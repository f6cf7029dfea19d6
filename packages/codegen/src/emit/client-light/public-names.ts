import type { Service } from "../../model/service.ts";
import type { Reexport } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { declaredType } from "../expressions.ts";
import { chooseNames } from "../public-names.ts";
import { errorClass } from "../server/symbols.ts";
import { declaredTypes } from "../types.ts";
import { listErrors } from "./errors.ts";
import { listPaginated, paginator } from "./pagination.ts";
import { clientClass, clientOptionsType, endpointParametersType, endpointResolver } from "./symbols.ts";
import { compileWaiters, waiterFunction } from "./waiters.ts";

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

/** What users of a client with paginators or waiters need in addition. */
const runtimeOfPaginators = [clientType("PaginationOptions"), clientType("SizedPaginationOptions")];
const runtimeOfWaiters = [clientValue("WaiterError"), clientType("WaiterOptions")];

/** The modules in the order of their exports. */
const modules = [
  "runtime",
  "types",
  "./client.ts",
  "./endpoint.ts",
  "./errors.ts",
  "./pagination.ts",
  "./waiters.ts",
];

/** Lists what the entry point of the light client's package exports. */
export function listLightNames(service: Service): readonly Reexport[] {
  const paginators = listPaginated(service).map(({ name }) => paginator(name));
  const waiters = compileWaiters(service).compiled.map(({ waiter }) => waiterFunction(waiter.name));
  const own = [
    clientClass(service),
    clientOptionsType(service),
    endpointResolver,
    endpointParametersType,
    ...paginators,
    ...waiters,
  ];
  const model = [
    ...listErrors(service).map(({ name }) => errorClass(name)),
    ...declaredTypes(service).map(declaredType),
  ];
  const used = [
    ...runtime,
    ...(paginators.length > 0 ? runtimeOfPaginators : []),
    ...(waiters.length > 0 ? runtimeOfWaiters : []),
  ];
  return chooseNames(own, model, used, modules);
}
