import {
  type ExpandedCase,
  expandMalformed,
  type MalformedTemplate,
} from "../../../../tests/conformance/src/cases/malformed-requests.ts";
import { getShortName, type Shape, shapes } from "./model.ts";

/** What the cases of all three traits have in common. */
interface Case {
  id: string;
  appliesTo?: "client" | "server";
}

/** @see https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#httprequesttests-trait */
export interface RequestCase extends Case {
  method: string;
  uri: string;
  queryParams?: readonly string[];
  headers?: Record<string, string>;
  body?: string;
  /** The members of the input that the request stands for. */
  params?: Record<string, unknown>;
}

/** @see https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#httpresponsetests-trait */
export interface ResponseCase extends Case {
  code: number;
  headers?: Record<string, string>;
  forbidHeaders?: string[];
  requireHeaders?: string[];
  body?: string;
  bodyMediaType?: string;
  /** The members of the output, or of the error, that the answer stands for. */
  params?: Record<string, unknown>;
}

/** A case and the id of the structure that its params are of. */
export type Of<T> = T & { structure: string };

/** The cases of `@httpRequestTests` that are a server's. */
export function collectRequestCases(): Of<RequestCase>[] {
  return operations().flatMap(({ shape }) =>
    collectCases<RequestCase>(shape, "httpRequestTests").map((it) => ({
      ...it,
      structure: shape.input?.target ?? "",
    })),
  );
}

/** The cases of `@httpResponseTests` on operations that are a server's. */
export function collectOutputCases(): Of<ResponseCase>[] {
  return operations().flatMap(({ shape }) =>
    collectCases<ResponseCase>(shape, "httpResponseTests").map((it) => ({
      ...it,
      structure: shape.output?.target ?? "",
    })),
  );
}

/** The cases of `@httpResponseTests` on errors that are a server's. `error` is the error's short name. */
export function collectErrorCases(): (Of<ResponseCase> & { error: string })[] {
  return Object.entries(shapes)
    .filter(([, { traits = {} }]) => "smithy.api#error" in traits)
    .flatMap(([structure, shape]) =>
      collectCases<ResponseCase>(shape, "httpResponseTests").map((it) => ({
        ...it,
        structure,
        error: getShortName(structure),
      })),
    );
}

/** The cases of `@httpMalformedRequestTests`, one for each value of their parameters. */
export function collectMalformedCases(): ExpandedCase[] {
  return operations().flatMap(({ shape }) =>
    collectCases<MalformedTemplate>(shape, "httpMalformedRequestTests").flatMap(expandMalformed),
  );
}

/** The operations of the model. */
export function operations(): { id: string; shape: Shape }[] {
  return Object.entries(shapes)
    .filter(([, { type }]) => type === "operation")
    .map(([id, shape]) => ({ id, shape }));
}

function collectCases<T extends Case>(shape: Shape, trait: string): T[] {
  const cases = (shape.traits?.[`smithy.test#${trait}`] ?? []) as T[];
  return cases.filter(({ appliesTo }) => appliesTo !== "client");
}
