import { describe, expect, test } from "vitest";
import { createRouter, type OperationRoute, type Route } from "../../src/index.ts";

/** Routes a GET request to one of the patterns, each an operation that is named after its pattern. */
function route(patterns: readonly string[], target: string, method = "GET"): Route<string> {
  const [path = "", query = ""] = target.split("?");
  const operations = patterns.map((uri): OperationRoute<string> => [uri, "GET", uri]);
  return createRouter(operations)(method, path, query);
}

/** The values of the labels, or `undefined` if the pattern doesn't match. */
function match(pattern: string, target: string): readonly string[] | undefined {
  const result = route([pattern], target);
  return result.found ? result.labels : undefined;
}

type Row = readonly [target: string, labels: readonly string[] | undefined];

/** The tables of the specification, and rows of ours for what it leaves open. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  // https://smithy.io/2.0/spec/http-bindings.html#literal-character-sequences
  "/my/uri/path": [
    ["/my/uri/path", []],
    ["/my/uri/path/", []],
    ["/my/uri", undefined],
    ["/my/uri/other", undefined],
    ["/my/uri/path/other", undefined],
    // Only one slash is ignored, and only at the end.
    ["/my/uri/path//", undefined],
    ["/my//uri/path", undefined],
    ["//my/uri/path", undefined],
    ["/My/uri/path", undefined],
    ["my/uri/path", undefined],
    ["http://yourhost/my/uri/path", undefined],
  ],
  // https://smithy.io/2.0/spec/http-bindings.html#labels
  "/my/uri/{label}": [
    ["/my/uri/foo", ["foo"]],
    ["/my/uri/foo/", ["foo"]],
    ["/my/uri/foo?query=bar", ["foo"]],
    ["/my/uri/bar", ["bar"]],
    ["/my/uri", undefined],
    ["/my/uri/", undefined],
    ["/my/uri//", undefined],
    ["/my/uri/foo/bar", undefined],
    // A percent-encoded slash separates no segments.
    ["/my/uri/foo%2Fbar", ["foo%2Fbar"]],
    ["/my/uri/%2F", ["%2F"]],
    ["/my/uri/foo%2F/", ["foo%2F"]],
  ],
  "/my/uri/{label1}/{label2}": [
    ["/my/uri/foo/bar", ["foo", "bar"]],
    ["/my/uri/bar/baz/", ["bar", "baz"]],
    ["/my/uri/foo", undefined],
    ["/my/uri", undefined],
    ["/my/uri/foo/bar/baz", undefined],
    ["/my/uri//bar", undefined],
    ["/my/uri/foo//", undefined],
  ],
  // https://smithy.io/2.0/spec/http-bindings.html#query-string-literals
  "/path?requiredKey": [
    ["/path?requiredKey", []],
    ["/path?other&requiredKey", []],
    ["/path", undefined],
    ["/path?", undefined],
    ["/path?otherKey", undefined],
    // The official server takes any value too.
    ["/path?requiredKey=", []],
    ["/path?requiredKey=value", []],
    ["/path?required%4Bey", []],
    ["/path/?requiredKey", []],
    ["/path?requiredKeys", undefined],
    ["/path?other=requiredKey", undefined],
    ["/path?requiredkey", undefined],
    ["/path?requiredKey%", undefined],
    ["/path?%ff&requiredKey=%", []],
  ],
  "/path?requiredKey=requiredValue": [
    ["/path?requiredKey=requiredValue", []],
    ["/path?other&requiredKey=requiredValue", []],
    ["/path", undefined],
    ["/path?", undefined],
    ["/path?requiredKey=otherValue", undefined],
    ["/path?requiredKey", undefined],
    ["/path?requiredKey=otherValue&requiredKey=requiredValue", []],
    ["/path?requiredKey=required%56alue", []],
    ["/path?requiredKey=requiredValues", undefined],
    ["/path?requiredKey%3DrequiredValue", undefined],
  ],
  "/path?a&b=c=d": [
    ["/path?b=c=d&a", []],
    ["/path?a&b=c", undefined],
    ["/path?b=c=d", undefined],
  ],
  // https://smithy.io/2.0/spec/http-bindings.html#greedy-labels
  "/my/uri/{label+}": [
    ["/my/uri/foo/bar", ["foo/bar"]],
    ["/my/uri/bar/baz/", ["bar/baz"]],
    ["/my/uri/foo/bar/baz", ["foo/bar/baz"]],
    ["/my/uri", undefined],
    ["/my/uri/", undefined],
    ["/my/uri//", undefined],
    // Only the slash at the end is lost.
    ["/my/uri//foo", ["/foo"]],
    ["/my/uri/foo//bar//", ["foo//bar/"]],
    ["/my/uri/foo%2F", ["foo%2F"]],
  ],
  "/prefix/{label+}/suffix": [
    ["/prefix/foo/suffix", ["foo"]],
    ["/prefix/foo/bar/suffix", ["foo/bar"]],
    ["/prefix/foo/bar", undefined],
    ["/foo/bar/suffix", undefined],
    ["/prefix/foo/suffix/bar/suffix", ["foo/suffix/bar"]],
    ["/prefix/suffix", undefined],
    ["/prefix/foo/suffix/", ["foo"]],
    ["/prefix//suffix", undefined],
    ["/prefix//foo/suffix", ["/foo"]],
    ["/prefix/suffix/suffix", ["suffix"]],
  ],
  "/{label+}": [
    ["/foo", ["foo"]],
    ["/foo/bar", ["foo/bar"]],
    ["/", undefined],
    ["//", undefined],
    ["//foo", ["/foo"]],
    ["*", undefined],
    ["", undefined],
  ],
  "/{one}/{rest+}/{last}/end": [
    ["/a/b/c/end", ["a", "b", "c"]],
    ["/a/b/c/d/e/end", ["a", "b/c/d", "e"]],
    ["/a/b/end", undefined],
    ["/a/b//end", undefined],
  ],
  "/": [
    ["/", []],
    ["", undefined],
    ["//", undefined],
    ["/a", undefined],
  ],
  // A slash at the end of a pattern has no meaning either.
  "/my/uri/": [
    ["/my/uri/", []],
    ["/my/uri", []],
    ["/my/uri//", undefined],
  ],
  "/my/{label}/uri/?key": [
    ["/my/foo/uri?key", ["foo"]],
    ["/my/foo/uri/?key", ["foo"]],
    ["/my/foo/uri/", undefined],
  ],
};

describe.each(Object.entries(tables))("the pattern %s", (pattern, rows) => {
  test.each(rows)("and %s: %j", (target, labels) => {
    expect(match(pattern, target)).toEqual(labels);
  });
});

/** @see https://smithy.io/2.0/spec/http-bindings.html#specificity-routing */
describe.each<[patterns: readonly string[], rows: Readonly<Record<string, number>>]>([
  [
    ["/abc/bcd/{xyz}", "/abc/{xyz}/cde", "/{xyz}/bcd/cde"],
    { "/abc/bcd/cde": 0, "/abc/foo/cde": 1, "/foo/bcd/cde": 2 },
  ],
  [
    ["/abc/bcd/{xyz}", "/abc/{xyz}/cde", "/{xyz}/bcd/cde?def=efg"],
    { "/abc/bcd/cde?def=efg": 0, "/abc/foo/cde?def=efg": 1, "/foo/bcd/cde?def=efg": 2 },
  ],
  [["/abc/{xyz+}/bcd", "/abc/{xyz+}"], { "/abc/foo/bar/bcd": 0, "/abc/foo/bar/baz": 1, "/abc/bcd": 1 }],
  // The first segments that differ decide, not the number of segments.
  [["/a/{x}/c", "/a/{x+}", "/{x+}/b/c"], { "/a/b/c": 0, "/a/b/d": 1, "/z/b/c": 2, "/z/y/b/c": 2 }],
  // Rests of greedy labels, of several lengths.
  [
    ["/{x+}/a/{y}", "/{x+}/{y}/c/d", "/{x+}/b", "/{x+}"],
    { "/0/a/b": 0, "/0/1/c/d": 1, "/0/1/b": 2, "/0/1/2": 3, "/a/b": 2, "/0/a/c/d": 1 },
  ],
  [
    ["/p?a=1&b", "/p?a=1", "/p?a", "/p?c=2", "/p"],
    { "/p?b&a=1": 0, "/p?a=1": 1, "/p?a=2&b": 2, "/p?a": 2, "/p?c=2": 3, "/p?b&c": 4, "/p": 4 },
  ],
])("of the patterns %j", (patterns, rows) => {
  test.each(Object.entries(rows))("%s matches number %i, in any order", (target, index) => {
    for (const listed of [patterns, patterns.toReversed()]) {
      expect(route(listed, target)).toMatchObject({ found: true, operation: patterns[index] });
    }
  });
});

describe("the methods of a path", () => {
  const router = createRouter([
    ["Get", "GET", "/boxes/{key+}"],
    ["GetTags", "GET", "/boxes/{key+}?tags"],
    ["PutTags", "PUT", "/boxes/{key+}?tags"],
    ["DeleteLid", "DELETE", "/boxes/lid"],
    ["PostAny", "POST", "/{any}/lid"],
    ["PutAny", "PUT", "/{any}/lid"],
  ]);

  test("a less specific path is chosen if the others don't have the method", () => {
    expect(router("GET", "/boxes/lid", "")).toMatchObject({ operation: "Get", labels: ["lid"] });
    expect(router("PUT", "/boxes/lid", "tags=1")).toMatchObject({ operation: "PutTags", labels: ["lid"] });
    expect(router("POST", "/boxes/lid", "")).toMatchObject({ operation: "PostAny", labels: ["boxes"] });
  });

  test.each([
    ["/boxes/lid", "", ["DELETE", "PUT", "POST", "GET"]],
    ["/boxes/lid", "tags", ["DELETE", "PUT", "POST", "GET"]],
    ["/boxes/a/b/", "", ["GET"]],
    ["/boxes/a/b", "tags=", ["GET", "PUT"]],
    ["/boxes", "tags", []],
    ["/nothing", "", []],
  ])("%s?%s has those of all patterns that match, each once", (path, query, methods) => {
    const result = router("PATCH", path, query);
    expect(result.found ? undefined : result.allowed.toSorted()).toEqual(methods.toSorted());
  });

  test("no method has a special meaning", () => {
    expect(router("__proto__", "/boxes/lid", "")).toMatchObject({ found: false });
    expect(createRouter([])("GET", "/", "")).toEqual({ found: false, allowed: [] });
  });
});
