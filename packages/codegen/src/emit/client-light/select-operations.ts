import type { AuthScheme } from "../../model/auth.ts";
import { hasEventStream } from "../../model/event-streams.ts";
import type { Operation, Service } from "../../model/service.ts";
import type { ClientValue } from "../client-symbols.ts";

/** The functions of the runtime for the schemes of authentication that light clients have, by their IDs in the model. */
const schemes: Readonly<Partial<Record<AuthScheme, ClientValue>>> = {
  "aws.auth#sigv4": "sigV4",
  "smithy.api#httpBearerAuth": "bearer",
  "smithy.api#noAuth": "noAuth",
};

/** The functions of those schemes that a light client has. */
export function supportedSchemes(auth: readonly AuthScheme[]): ClientValue[] {
  return auth.flatMap((scheme) => schemes[scheme] ?? []);
}

/** An operation that a light client doesn't have. */
export interface OmittedOperation {
  readonly operation: Operation;
  /** Why, as the end of a sentence that starts with the operation. */
  readonly reason: string;
}

/** Lists the operations that the light client of a service has: those without event streams and with a supported scheme. */
export function selectOperations({ operations }: Service): readonly Operation[] {
  return operations.filter((operation) => findReason(operation) === undefined);
}

/** Lists the operations that the light client of a service doesn't have. */
export function findOmittedOperations({ operations }: Service): readonly OmittedOperation[] {
  return operations.flatMap((operation) => {
    const reason = findReason(operation);
    return reason === undefined ? [] : [{ operation, reason }];
  });
}

function findReason(operation: Operation): string | undefined {
  if (hasEventStream(operation)) {
    return "has an event stream";
  }
  return supportedSchemes(operation.auth).length === 0
    ? `needs ${operation.auth.map((scheme) => scheme.replace(/^.*#/, "@")).join(" or ")}`
    : undefined;
}
