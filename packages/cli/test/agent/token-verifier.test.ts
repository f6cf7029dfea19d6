import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { hideRegionAndProxy, runAgent } from "../support/agent-options.ts";
import { failure } from "../support/run-in-process.ts";

hideRegionAndProxy();

it.each([
  ["--issuer nonsense", /^error: --issuer is "nonsense"\. .*https/m],
  ["--issuer any --keys-url http://keys.example.org", /^error: --keys-url is "http:\/\/keys\.example\.org"/m],
  ["--issuer any --keys-file /none.json", /^error: --keys-file: \/none\.json .*\(ENOENT\)/m],
  [`--issuer any --keys-file ${tmpdir()}`, /^error: --keys-file: .* is a directory\./m],
  [
    `--issuer any --keys-file ${import.meta.filename}`,
    /^error: --keys-file: .*token-verifier\.test\.ts.* JSON Web Key Set/m,
  ],
  [
    "--issuer https://oidc.example.org --keys-ca-file /none.pem",
    /\/none\.pem can't be read \(ENOENT\)\. .* Check --keys-ca-file/,
  ],
  [
    "--issuer https://user:canary@oidc.example.org",
    /^error: --issuer contains a user name or a password\.(?!.*canary)/m,
  ],
  [
    "--issuer any --keys-url http://user:canary@keys.example.org",
    /^error: --keys-url contains a user name or a password\.(?!.*canary)/m,
  ],
])("fails with %s", async (args, message) => {
  expect(await runAgent("--region", "eu-west-1", ...args.split(" "))).toMatchObject(failure(1, message));
});
