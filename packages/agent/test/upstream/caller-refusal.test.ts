import { describe, expect, test } from "vitest";
import {
  type CallerMethods,
  explainCallerRefusal,
  explainCertificateRefusal,
} from "../../src/upstream/caller-refusal.ts";

const none: CallerMethods = { signature: false, token: false, certificate: false };

describe("explainCallerRefusal", () => {
  test.each<[string, Partial<CallerMethods>, string]>([
    ["AccessDeniedException", { signature: true }, "Check the agent's AWS credentials."],
    ["AccessDeniedException", { token: true }, "Check the agent's own token: "],
    ["AccessDeniedException", { certificate: true }, "Check the agent's client certificate: "],
    ["AccessDeniedException", {}, "Give the agent credentials that the API accepts."],
    ["RequestExpired", { signature: true }, "Check the clocks "],
    [
      "MissingAuthenticationTokenException",
      { token: true },
      "It requires credentials that the agent does not send",
    ],
  ])("names the fix for %s with %j", (name, methods, fix) => {
    const text = explainCallerRefusal(name, 403, { ...none, ...methods }, []);
    expect(text?.startsWith(`rejects the agent itself (403 ${name}). ${fix}`)).toBe(true);
  });

  test("names the fix for each method in use", () => {
    const text = explainCallerRefusal(
      "AccessDenied",
      403,
      { signature: true, token: true, certificate: true },
      [],
    );
    expect(text).toMatch(/own token: .*client certificate: .*AWS credentials\.$/);
  });

  test.each([
    ["AccessDeniedException", 404],
    ["AccessDeniedException", 500],
    ["UnknownError", 403],
    ["Access Denied", 403],
    ["", 403],
  ])("is not about %j with %i", (name, status) => {
    expect(explainCallerRefusal(name, status, none, [])).toBeUndefined();
  });

  test("has no secret", () => {
    expect(explainCallerRefusal("Canarycanarycanary", 403, none, ["Canarycanarycanary"])).not.toContain(
      "anary",
    );
  });
});

describe("explainCertificateRefusal", () => {
  test.each([
    "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
    "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED",
    "ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN",
    "ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE",
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
    "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED",
    "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
  ])("is about %s", (code) => {
    expect(explainCertificateRefusal(code, { ...none, certificate: true })).toMatch(
      /^rejects the agent itself \(ERR_SSL_.*\)\. Check the agent's client certificate: /,
    );
    expect(explainCertificateRefusal(code, none)).toContain("requires a client certificate");
  });

  test.each([
    "ECONNRESET",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "",
  ])("is not about %j", (code) => {
    expect(explainCertificateRefusal(code, { ...none, certificate: true })).toBeUndefined();
  });
});
