import { getTrait, type Model, type Operation, type Shape } from "../model/model.ts";
import type { Case, RequestExpectation, ResponseExpectation } from "./case.ts";
import { expandMalformed, type MalformedTemplate } from "./malformed-requests.ts";

/** Collects every case of a service that is a server's, the excluded ones among them. */
export function collectCases(model: Model): Case[] {
  const operations = model.getOperations().filter(({ shape }) => !isForClients(shape));
  return [
    ...operations.flatMap(collectRequestCases),
    ...operations.flatMap(collectResponseCases),
    ...collectErrorCases(operations, model),
    ...operations.flatMap(collectMalformedCases),
  ];
}

function collectRequestCases({ name, shape }: Operation): Case[] {
  return readCases<RequestExpectation>(shape, "httpRequestTests").map((expectation) => ({
    kind: "request",
    id: expectation.id,
    operation: name,
    expectation,
  }));
}

function collectResponseCases({ name, shape }: Operation): Case[] {
  return readCases<ResponseExpectation>(shape, "httpResponseTests").map((expectation) => ({
    kind: "response",
    id: expectation.id,
    operation: name,
    expectation,
  }));
}

/** An error that several operations list is tested with the first of them. */
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

function collectMalformedCases({ name, shape }: Operation): Case[] {
  return readCases<MalformedTemplate>(shape, "httpMalformedRequestTests")
    .flatMap(expandMalformed)
    .map((expanded) => ({ kind: "malformed", operation: name, ...expanded }));
}

function readCases<T>(shape: Shape, trait: string): (T & { id: string })[] {
  const cases = (shape.traits?.[`smithy.test#${trait}`] ?? []) as (T & { id: string; appliesTo?: string })[];
  return cases.filter(({ appliesTo }) => appliesTo !== "client");
}

function isForClients(shape: Shape): boolean {
  return getTrait<string[]>(shape, "tags")?.includes("client-only") ?? false;
}

/** A case that no server can be held to, and why. */
interface Exclusion {
  readonly kind: Case["kind"];
  readonly id: string;
  readonly reason: string;
}

const noBody =
  "The fixture expects members of a body and sends none: it was written for clients, whose compressed bytes differ " +
  "from one library to the next. No server can read what is not sent.";

/** The excluded cases. Operations with event streams are left out of the models: see `official-models/services.ts`. */
export const exclusions: readonly Exclusion[] = [
  { kind: "request", id: "SDKAppliedContentEncoding_restJson1", reason: noBody },
  { kind: "request", id: "SDKAppendedGzipAfterProvidedEncoding_restJson1", reason: noBody },
  {
    kind: "malformed",
    id: "RestJsonMalformedPatternReDOSString",
    reason:
      "It has no parameters, so `$$` in the expected message stands for itself: but it was written for one `$`, " +
      "the end of the model's pattern, which is what every server answers.",
  },
];

/** Finds the exclusion of a case. */
export function findExclusion({ kind, id }: Case): Exclusion | undefined {
  return exclusions.find((exclusion) => exclusion.kind === kind && exclusion.id === id);
}
