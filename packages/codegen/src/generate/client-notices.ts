import { findOmittedOperations } from "../emit/client-light/select-operations.ts";
import { compileWaiters } from "../emit/client-light/waiters.ts";
import { findEventStream } from "../model/event-streams.ts";
import type { JsonAst } from "../model/json-ast.ts";
import type { Service } from "../model/service.ts";

/**
 * Describes why the official client of a service doesn't compile: it signs the events of inputs, so it refers to the signer
 * that only a service with `@sigv4` has.
 *
 * @returns a line, or none if the client compiles
 */
export function describeUnsignedEvents({ id, operations }: Service, { shapes }: JsonAst): string[] {
  const operation = operations.find(({ input }) => findEventStream(input) !== undefined);
  return operation === undefined || shapes[id]?.traits?.["aws.auth#sigv4"] !== undefined
    ? []
    : [
        `Not compiling: the client signs the events of ${operation.name}, so the service needs @sigv4 and @aws.api#service. Add them, or delete the client.`,
      ];
}

/** Lists what the light client of a service doesn't have: a line for its operations, and one for each waiter. */
export function describeLightOmissions(service: Service): string[] {
  const omitted = findOmittedOperations(service);
  const operations = omitted.map(({ operation, reason }) => `${operation.name}, which ${reason}`);
  const waiters = compileWaiters(service).unsupported;
  return [
    ...(omitted.length === 0
      ? []
      : [
          `Not in the light client: ${operations.join("; ")}. The client has ${omitted.length === 1 ? "it" : "them"}.`,
        ]),
    ...waiters.map(
      ({ name, reason }) => `Not in the light client: the waiter ${name}. Its expression ${reason}`,
    ),
  ];
}
