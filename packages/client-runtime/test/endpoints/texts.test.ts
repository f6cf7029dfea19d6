import { expect, test } from "vitest";
import { parseUrl } from "../../src/endpoints/parse-url.ts";
import { split, substring } from "../../src/endpoints/texts.ts";

test.each([
  ["abcde", 1, 3, false, "bc"],
  ["abcde", 1, 3, true, "cd"],
  ["abcde", 0, 5, false, "abcde"],
  ["abcde", 0, 6, false, undefined],
  ["abcde", 2, 2, false, undefined],
  ["abcde", 3, 2, true, undefined],
  ["abcdé", 0, 1, false, undefined],
  ["ab\u007f", 2, 3, false, "\u007f"],
])("substring(%j, %d, %d, %j) is %j", (text, start, stop, reverse, expected) => {
  expect(substring(text, start, stop, reverse)).toBe(expected);
});

test.each([
  ["a--b--c", "--", 0, ["a", "b", "c"]],
  ["a--b--c", "--", 1, ["a--b--c"]],
  ["a--b--c", "--", 2, ["a", "b--c"]],
  ["a--b--c", "--", 3, ["a", "b", "c"]],
  ["a--b--c", "--", 4, ["a", "b", "c"]],
  ["", "--", 0, [""]],
  ["--", "--", 2, ["", ""]],
])("split(%j, %j, %d) is %j", (text, delimiter, limit, expected) => {
  expect(split(text, delimiter, limit)).toEqual(expected);
});

test.each([
  [
    "https://example.com",
    { authority: "example.com", path: "/", normalizedPath: "/", isIp: false, scheme: "https" },
  ],
  [
    "http://127.0.0.1:80/a",
    { authority: "127.0.0.1:80", path: "/a", normalizedPath: "/a/", isIp: true, scheme: "http" },
  ],
  ["https://a:443", { authority: "a:443", path: "/", normalizedPath: "/", isIp: false, scheme: "https" }],
  [
    "https://[fe80::1]:8443/a/",
    { authority: "[fe80::1]:8443", path: "/a/", normalizedPath: "/a/", isIp: true, scheme: "https" },
  ],
  ["https://example.com?a=b", undefined],
  ["ftp://example.com", undefined],
  ["example.com", undefined],
  ["", undefined],
])("parseUrl(%j)", (text, expected) => {
  expect(parseUrl(text)).toEqual(expected);
});
