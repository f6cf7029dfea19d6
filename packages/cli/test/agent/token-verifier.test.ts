import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { hideRegionAndProxy, runAgent } from "../support/agent-options.ts";
import { failure } from "../support/run-in-process.ts";

hideRegionAndProxy();

it.each([
  [
    "an issuer whose keys can't be fetched safely",
    ["--issuer", "nonsense"],
    /^error: --issuer is "nonsense"\. .*https/m,
  ],
  [
    "a key set that others could change",
    ["--issuer", "any", "--keys-url", "http://keys.example.org"],
    /^error: --keys-url is "http:\/\/keys\.example\.org"/m,
  ],
  [
    "a key file that does not exist",
    ["--issuer", "any", "--keys-file", "/none.json"],
    /^error: --keys-file: \/none\.json .*\(ENOENT\)/m,
  ],
  [
    "a folder as the key file",
    ["--issuer", "any", "--keys-file", tmpdir()],
    /^error: --keys-file: .*\(EISDIR\)/m,
  ],
  [
    "a key file with something else",
    ["--issuer", "any", "--keys-file", import.meta.filename],
    /^error: --keys-file: .*token-verifier\.test\.ts.* JSON Web Key Set/m,
  ],
  [
    "a CA file of the issuer that does not exist",
    ["--issuer", "https://oidc.example.org", "--keys-ca-file", "/none.pem"],
    /\/none\.pem can't be read \(ENOENT\)\. Check --keys-ca-file/,
  ],
  [
    "an issuer with a password in its URL",
    ["--issuer", "https://user:canary@oidc.example.org"],
    /^error: --issuer contains a user name or a password\.(?!.*canary)/m,
  ],
  [
    "a key set with a password in its URL, which it checks first",
    ["--issuer", "any", "--keys-url", "http://user:canary@keys.example.org"],
    /^error: --keys-url contains a user name or a password\.(?!.*canary)/m,
  ],
])("fails with %s", async (_what, args, message) => {
  expect(await runAgent("--region", "eu-west-1", ...args)).toMatchObject(failure(1, message));
});
