import { expandMalformed, type MalformedTemplate } from "@eks-auth/test-kit/malformed-requests";
import { getTrait, type Model, type Operation, type Shape } from "../model/model.ts";
import type { Case, EventStreamExpectation, RequestExpectation, ResponseExpectation } from "./case.ts";

/** Collects the cases of a service that apply to servers, including the excluded ones. */
export function collectCases(model: Model): Case[] {
  const operations = model.operations.filter(({ shape }) => !isForClients(shape));
  return [
    ...operations.flatMap(({ name, shape }) =>
      readCases<RequestExpectation>(shape, "httpRequestTests").map(
        (expectation): Case => ({ kind: "request", id: expectation.id, operation: name, expectation }),
      ),
    ),
    ...operations.flatMap(({ name, shape }) =>
      readCases<ResponseExpectation>(shape, "httpResponseTests").map(
        (expectation): Case => ({ kind: "response", id: expectation.id, operation: name, expectation }),
      ),
    ),
    ...collectErrorCases(operations, model),
    ...operations.flatMap(({ name, shape }) =>
      readCases<MalformedTemplate>(shape, "httpMalformedRequestTests")
        .flatMap(expandMalformed)
        .map((expanded): Case => ({ kind: "malformed", operation: name, ...expanded })),
    ),
    ...operations.flatMap(({ name, shape }) =>
      readCases<EventStreamExpectation>(shape, "eventStreamTests").map(
        (expectation): Case => ({ kind: "event stream", id: expectation.id, operation: name, expectation }),
      ),
    ),
  ];
}

/** An error of several operations is tested with the first of them. */
function collectErrorCases(operations: readonly Operation[], model: Model): Case[] {
  const throwers = new Map<string, string>();
  for (const { name, shape } of operations) {
    for (const { target } of shape.errors ?? []) {
      throwers.set(target, throwers.get(target) ?? name);
    }
  }
  return [...throwers].flatMap(([error, operation]) => {
    const shape = model.getShape(error);
    return isForClients(shape)
      ? []
      : readCases<ResponseExpectation>(shape, "httpResponseTests").map(
          (expectation): Case => ({ kind: "error", id: expectation.id, operation, error, expectation }),
        );
  });
}

function readCases<T>(shape: Shape, trait: string): (T & { id: string })[] {
  const cases = (shape.traits?.[`smithy.test#${trait}`] ?? []) as (T & { id: string; appliesTo?: string })[];
  return cases.filter(({ appliesTo }) => appliesTo !== "client");
}

function isForClients(shape: Shape): boolean {
  return getTrait<string[]>(shape, "tags")?.includes("client-only") ?? false;
}

/** A case that no server can pass, with the reason. */
interface Exclusion {
  readonly kind: Case["kind"];
  readonly id: string;
  readonly reason: string;
}

const noBodyReason =
  "The fixture expects members of a body but sends none. It was written for clients, whose compressed bytes depend on " +
  "the library.";

/** The excluded cases. */
export const exclusions: readonly Exclusion[] = [
  { kind: "request", id: "SDKAppliedContentEncoding_restJson1", reason: noBodyReason },
  { kind: "request", id: "SDKAppendedGzipAfterProvidedEncoding_restJson1", reason: noBodyReason },
  {
    kind: "malformed",
    id: "RestJsonMalformedPatternReDOSString",
    reason:
      "The case has no parameters, so its expected message ends with two dollars. It was written for one, the end of " +
      "the model's pattern, which is what every server answers.",
  },
];

/** Finds the exclusion of a case. */
export function findExclusion({ kind, id }: Case): Exclusion | undefined {
  return exclusions.find((exclusion) => exclusion.kind === kind && exclusion.id === id);
}
