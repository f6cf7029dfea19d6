import fc from "fast-check";
import { expect, test } from "vitest";
import { requestUrl, resourcePath } from "../src/resource-url.ts";

const things = { group: "example.org", version: "v1", plural: "things" };
const server = new URL("https://example.org/base/");

test.each([
  [{ group: "", version: "v1", plural: "secrets", namespace: "shop" }, "api/v1/namespaces/shop/secrets"],
  [things, "apis/example.org/v1/things"],
])("the path of %j is %s", (resource, path) => {
  expect(resourcePath(resource)).toBe(path);
  expect(resourcePath(resource, "a", "status")).toBe(`${path}/a/status`);
});

test.each(["", ".", ".."])("the name %j would be another resource, and is refused", (name) => {
  expect(() => resourcePath({ ...things, namespace: name })).toThrow(RangeError);
  expect(() => resourcePath(things, name)).toThrow(RangeError);
});

test("any other name stays one segment of the path", () => {
  const name = fc.string({ unit: "grapheme" }).filter((text) => !["", ".", ".."].includes(text));
  fc.assert(
    fc.property(name, name, (namespace, object) => {
      const { href } = requestUrl(server, resourcePath({ ...things, namespace }, object), { limit: 1 });
      const path = `namespaces/${encodeURIComponent(namespace)}/things/${encodeURIComponent(object)}`;
      expect(href).toBe(`https://example.org/base/apis/example.org/v1/${path}?limit=1`);
    }),
  );
});
