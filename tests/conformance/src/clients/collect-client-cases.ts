import type {
  ErrorCase,
  RequestCase,
  RequestExpectation,
  ResponseCase,
  ResponseExpectation,
} from "../cases/case.ts";
import { getTrait, type Model, type Operation, type Shape } from "../model/model.ts";

/** A case of the official tests that applies to clients. */
export type ClientCase = RequestCase | ResponseCase | ErrorCase;

/** Collects the cases of a service that apply to clients, including the excluded ones. */
export function collectClientCases(model: Model): ClientCase[] {
  const operations = model.operations.filter(({ shape }) => !isForServers(shape));
  return [
    ...operations.flatMap(({ name, shape }) =>
      readCases<RequestExpectation>(shape, "httpRequestTests").map(
        (expectation): ClientCase => ({ kind: "request", id: expectation.id, operation: name, expectation }),
      ),
    ),
    ...operations.flatMap(({ name, shape }) =>
      readCases<ResponseExpectation>(shape, "httpResponseTests").map(
        (expectation): ClientCase => ({ kind: "response", id: expectation.id, operation: name, expectation }),
      ),
    ),
    ...operations.flatMap((operation) => collectErrorCases(operation, model)),
  ];
}

/** An error is tested with each operation that lists it. */
function collectErrorCases({ name, shape }: Operation, model: Model): ClientCase[] {
  return (shape.errors ?? []).flatMap(({ target }) => {
    const error = model.getShape(target);
    return isForServers(error)
      ? []
      : readCases<ResponseExpectation>(error, "httpResponseTests").map(
          (expectation): ClientCase => ({
            kind: "error",
            id: expectation.id,
            operation: name,
            error: target,
            expectation,
          }),
        );
  });
}

function readCases<T>(shape: Shape, trait: string): (T & { id: string })[] {
  const cases = (shape.traits?.[`smithy.test#${trait}`] ?? []) as (T & { id: string; appliesTo?: string })[];
  return cases.filter(({ appliesTo }) => appliesTo !== "server");
}

function isForServers(shape: Shape): boolean {
  return getTrait<string[]>(shape, "tags")?.includes("server-only") ?? false;
}
