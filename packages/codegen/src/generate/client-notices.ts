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
