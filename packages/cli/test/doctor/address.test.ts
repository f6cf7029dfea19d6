import { describe, expect, test } from "vitest";
import { findProxy } from "../../src/doctor/address.ts";

const agent = new URL("http://169.254.170.23/v1/credentials");
const proxy = "http://proxy.example:3128";

describe("findProxy", () => {
  test.each([
    ["HTTP_PROXY", { HTTP_PROXY: proxy }],
    ["http_proxy", { http_proxy: proxy, HTTP_PROXY: proxy }],
    [undefined, { HTTPS_PROXY: proxy }],
    [undefined, {}],
  ])("returns %s for %j", (name, environment) => {
    expect(findProxy(agent, environment)).toBe(name);
  });

  test.each([
    ["169.254.170.23", true],
    ["localhost, 169.254.170.23", true],
    ["169.254.0.0/16", true],
    ["*", true],
    ["10.0.0.0/8,169.254.170.2", false],
    ["fd00:ec2::/32", false],
    ["", false],
  ])("NO_PROXY=%j excludes an IPv4 address: %s", (exceptions, isExcluded) => {
    const environment = { HTTP_PROXY: proxy, NO_PROXY: exceptions };
    expect(findProxy(agent, environment)).toBe(isExcluded ? undefined : "HTTP_PROXY");
  });

  test.each(["[fd00:ec2::23]", "fd00:ec2::23", "fd00:ec2::/32"])(
    "no_proxy=%s excludes an IPv6 address",
    (exceptions) => {
      const url = new URL("http://[fd00:ec2::23]/v1/credentials");
      expect(findProxy(url, { HTTP_PROXY: proxy, no_proxy: exceptions })).toBeUndefined();
    },
  );

  test("NO_PROXY excludes the names below a domain", () => {
    const url = new URL("https://agent.example.org");
    expect(findProxy(url, { https_proxy: proxy, NO_PROXY: ".example.org" })).toBeUndefined();
    expect(findProxy(url, { https_proxy: proxy, NO_PROXY: "other.org" })).toBe("https_proxy");
  });

  test("returns no proxy for this machine", () => {
    expect(findProxy(new URL("http://127.0.0.1:8481"), { HTTP_PROXY: proxy })).toBeUndefined();
  });
});
