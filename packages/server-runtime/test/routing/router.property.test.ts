import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRouter, type OperationRoute, type Route } from "../../src/index.ts";
import { referenceRoute } from "./reference-router.ts";

const texts = fc.constantFrom("a", "b", "c");

const labels = fc.constantFrom("{x}", "{y}");

const literals = fc.uniqueArray(fc.constantFrom("k", "k=v", "k=w", "m", "m=v"), {
  maxLength: 2,
  selector: (literal) => literal[0],
});

const patterns = fc
  .record({
    head: fc.array(fc.oneof(texts, labels), { maxLength: 3 }),
    greedy: fc.boolean(),
    rest: fc.array(fc.oneof(texts, labels), { maxLength: 2 }),
    slash: fc.constantFrom("", "/"),
    literals,
  })
  .map(({ head, greedy, rest, slash, literals: query }) => {
    const path = [...head, ...(greedy ? ["{g+}", ...rest] : [])].map((segment) => `/${segment}`).join("");
    return `${path === "" ? "/" : `${path}${slash}`}${query.length === 0 ? "" : `?${query.join("&")}`}`;
  });

const methods = fc.constantFrom("GET", "PUT", "POST");

/** What makes two patterns of a method equivalent: labels have no names, and the order of query literals has no meaning. */
function describe([, method, uri]: OperationRoute<string>): string {
  const [path = "", query = ""] = uri.split("?");
  return `${method} ${path.replace(/\/$/, "").replaceAll(/\{\w/g, "{")} ${query.split("&").sort().join("&")}`;
}

const services = fc.uniqueArray(
  fc
    .tuple(methods, patterns)
    .map(([method, uri]): OperationRoute<string> => [`${method} ${uri}`, method, uri]),
  { minLength: 1, maxLength: 40, selector: describe },
);

const requests = fc.record({
  method: methods,
  path: fc.array(fc.oneof(texts, texts, fc.constant("")), { maxLength: 6 }).map((all) => `/${all.join("/")}`),
  query: fc
    .array(fc.constantFrom("k", "k=", "k=v", "k=w", "m", "m=v", "z=k", "%6b=%76"), { maxLength: 3 })
    .map((all) => all.join("&")),
});

/** The order of the methods has no meaning. */
function withSortedMethods(route: Route<string>): Route<string> {
  return route.found ? route : { ...route, allowed: route.allowed.toSorted() };
}

test("routes as a reference that compares a request with each pattern", () => {
  fc.assert(
    fc.property(services, fc.array(requests, { minLength: 1, maxLength: 20 }), (operations, all) => {
      const route = createRouter(operations);
      for (const { method, path, query } of all) {
        expect(withSortedMethods(route(method, path, query)), `${method} ${path}?${query}`).toEqual(
          referenceRoute(operations, method, path, query),
        );
      }
    }),
    { numRuns: randomRuns({ short: 250, long: 3_000 }) },
  );
});

test("any text is routed", () => {
  fc.assert(
    fc.property(services, fc.string(), fc.string(), fc.string(), (operations, method, path, query) => {
      const route = createRouter(operations);
      expect(withSortedMethods(route(method, `/${path}`, query))).toEqual(
        referenceRoute(operations, method, `/${path}`, query),
      );
    }),
  );
});
