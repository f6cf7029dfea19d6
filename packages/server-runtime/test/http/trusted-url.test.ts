import { expect, test } from "vitest";
import { isLoopbackHost, isTrustedUrl } from "../../src/http/trusted-url.ts";

test.each(["localhost", "LOCALHOST", "127.0.0.1", "127.255.0.9", "::1", "[::1]"])(
  "%s is loopback",
  (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  },
);

test.each(["localhost.example.org", "127.0.0.1.example.org", "128.0.0.1", "0.0.0.0", "::", "[::2]", ""])(
  "%j is not loopback",
  (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  },
);

test.each(["https://example.org", "http://localhost:8480/x", "http://[::1]", "http://127.0.0.1:1"])(
  "%s is trusted",
  (url) => {
    expect(isTrustedUrl(url)).toBe(true);
    expect(isTrustedUrl(new URL(url))).toBe(true);
  },
);

test.each([
  "http://example.org",
  "ftp://localhost",
  "ws://127.0.0.1",
  "http://localhost@example.org",
  "localhost",
  "",
])("%j is not trusted", (url) => {
  expect(isTrustedUrl(url)).toBe(false);
});
