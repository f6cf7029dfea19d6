import { hasEventStream } from "../model/event-streams.ts";
import type { Service } from "../model/service.ts";
import { type ImportSymbol, importType, importValue } from "../print/imports.ts";
import type { Reexport } from "../print/source-file.ts";
import { eventValue } from "./event-symbols.ts";
import { declaredType } from "./expressions.ts";
import { runtimeType, runtimeValue } from "./runtime-symbols.ts";
import { nameMembers } from "./server/errors.ts";
import { errorClass, serviceInterface } from "./server/symbols.ts";
import { declaredTypes } from "./types.ts";

/** What implementers need of the runtime. */
const runtime: readonly ImportSymbol[] = [
  runtimeValue("ModeledError"),
  runtimeValue("ProtocolError"),
  runtimeType("Authenticate"),
  runtimeType("AuthenticatedHandlerOptions"),
  runtimeType("Call"),
  runtimeType("Handler"),
  runtimeType("HandlerOptions"),
  runtimeType("HttpRequest"),
  runtimeType("HttpResponse"),
  runtimeType("ModeledErrorMembers"),
  runtimeType("ModeledErrorOptions"),
  runtimeType("Peer"),
  runtimeType("RawRequest"),
  runtimeType("RequestEnd"),
  runtimeType("RequestInfo"),
];

/** What implementers of operations with event streams need in addition. */
const eventStreams: readonly ImportSymbol[] = [
  eventValue("EventStreamErrorException"),
  runtimeType("EventStreamOptions"),
];

/** The modules in the order of their exports. */
const modules = ["runtime", "runtime/event-stream", "types", "./errors.ts", "./handler.ts", "./service.ts"];

/** The name of the function that creates a service's handler. */
export function handlerCreator(service: Service): string {
  return `create${service.name}Handler`;
}

/** Lists what the entry point of the server package exports. */
export function listServerNames(service: Service): readonly Reexport[] {
  const own = [importValue(handlerCreator(service), "./handler.ts"), serviceInterface(service.name)];
  const model = [
    ...service.errors.map(({ name }) => errorClass(name)),
    ...declaredTypes(service).map(declaredType),
    ...[...nameMembers(service).values()].map((name) => importType(name, "./errors.ts")),
  ];
  const used = service.operations.some(hasEventStream) ? [...runtime, ...eventStreams] : runtime;
  return chooseNames(own, model, used, modules);
}

/**
 * Chooses the names that an entry point exports.
 *
 * A name that several exports want goes to the first of: the package's own, which every version of it has; an error's class; a
 * shape's type. The others get an underscore in front. A name of the runtime isn't exported then, because users can import
 * it from the runtime.
 *
 * @param own - the package's own exports
 * @param model - the classes of errors, then the types of shapes
 * @param runtime - what users need of the runtime
 * @param modules - the modules in the order of their exports
 */
export function chooseNames(
  own: readonly ImportSymbol[],
  model: readonly ImportSymbol[],
  runtime: readonly ImportSymbol[],
  modules: readonly string[],
): readonly Reexport[] {
  const names = new Map<string, Reexport>();
  const isFree = ({ name }: ImportSymbol) => !names.has(name);
  const late: ImportSymbol[] = [];
  for (const symbol of [...own, ...model]) {
    if (isFree(symbol)) {
      names.set(symbol.name, { symbol, name: symbol.name });
    } else {
      late.push(symbol);
    }
  }
  for (const symbol of late) {
    let name = `_${symbol.name}`;
    while (names.has(name)) {
      name = `_${name}`;
    }
    names.set(name, { symbol, name });
  }
  for (const symbol of runtime.filter(isFree)) {
    names.set(symbol.name, { symbol, name: symbol.name });
  }
  return [...names.values()].sort((a, b) => modules.indexOf(a.symbol.from) - modules.indexOf(b.symbol.from));
}
