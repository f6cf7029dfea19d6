import { describe, expect, test } from "vitest";
import { findProxy, findProxyVariable, ProxyConfigError } from "../src/index.ts";

const proxy = "http://proxy.example:3128";
const server = "https://eks-auth.example.org/path";

describe("the variable of a server's proxy", () => {
  test.each([
    ["https_proxy", server, { https_proxy: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy }],
    ["HTTPS_PROXY", server, { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }],
    ["ALL_PROXY", server, { HTTP_PROXY: proxy, HTTPS_PROXY: "", ALL_PROXY: proxy }],
    ["HTTP_PROXY", "http://169.254.170.23/v1/credentials", { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }],
    [undefined, server, { HTTP_PROXY: proxy }],
    [undefined, server, { HTTPS_PROXY: proxy, no_proxy: "example.org", NO_PROXY: "" }],
    [undefined, "https://10.1.2.3:6443", { HTTPS_PROXY: proxy, NO_PROXY: "10.0.0.0/8" }],
    [undefined, "https://[fd00:ec2::23]", { HTTPS_PROXY: proxy, NO_PROXY: "fd00:ec2::/32" }],
    ["HTTPS_PROXY", "https://10.1.2.3:6443", { HTTPS_PROXY: proxy, NO_PROXY: "10.1.2.3:443" }],
  ])("is %s for %s with %j", (name, url, environment) => {
    expect(findProxyVariable(url, environment)).toBe(name);
  });

  test.each(["https://localhost:8443", "https://127.0.0.2", "https://[::1]:1", "http://127.0.0.1"])(
    "is none for %s, which is this machine",
    (url) => {
      expect(findProxyVariable(url, { ALL_PROXY: proxy })).toBeUndefined();
    },
  );
});

test.each([
  [proxy, `${proxy}/`],
  ["proxy.example:3128", `${proxy}/`],
  ["https://user:secret@proxy.example", "https://user:secret@proxy.example/"],
])("the proxy %j has the URL %s", (value, url) => {
  expect(findProxy(server, { HTTPS_PROXY: value })).toEqual({ variable: "HTTPS_PROXY", url: new URL(url) });
});

test.each(["::::", "http://user:canary@", "socks5://user:canary@127.0.0.1:1080"])(
  "the proxy %j is rejected, and its password is not in the message",
  (value) => {
    const find = () => findProxy(server, { HTTPS_PROXY: value });
    expect(find).toThrow(ProxyConfigError);
    expect(find).toThrow(/^HTTPS_PROXY is not the URL of a proxy\. (?!.*canary)/);
  },
);
