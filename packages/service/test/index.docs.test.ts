import { readFile } from "node:fs/promises";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { expect, test } from "vitest";
import { associationRuleCodes } from "../src/associations/association-rules.ts";
import { changeErrorCodes } from "../src/associations/change-error.ts";
import { callerErrorCodes } from "../src/callers/caller-error.ts";
import { credentialErrorCodes } from "../src/credentials/credential-issuer.ts";
import { eksApiErrorCodes } from "../src/eks-api/eks-api-error.ts";
import { fileAccessErrorCodes } from "../src/files/file-access-error.ts";
import * as service from "../src/index.ts";
import { requestLimitErrorCodes } from "../src/limits/request-limit-error.ts";

const reached = { who: "edge", limit: { perSecond: 1, burst: 1 }, waitSeconds: 1 };

const errors: readonly CodedError[] = [
  new service.UnknownClusterError("blue"),
  new service.NoAssociationError("shop", "cart"),
  new service.AssociationsUnavailableError("edge"),
  ...associationRuleCodes.map((code) => new service.AssociationRuleError(code, "reason")),
  new service.InvalidTokenError("format", "reason"),
  new service.ExpiredTokenError(),
  new service.IssuerUnavailableError("issuer", "reason"),
  new service.UnknownKeyError("issuer", 30),
  ...requestLimitErrorCodes.map((code) => new service.RequestLimitError(code, reached)),
  new service.DeniedError("podUid", "uid", undefined),
  new service.RevokedTokenError("reason"),
  new service.RevocationUnavailableError("reason"),
  ...callerErrorCodes.map((code) => new service.CallerError(code, "reason")),
  ...credentialErrorCodes.map((code) => new service.CredentialIssuerError(code, "reason")),
  ...changeErrorCodes.map((code) => new service.AssociationChangeError(code, "reason")),
  ...fileAccessErrorCodes.map((code) => new service.FileAccessError(code, "a.yaml", "reason")),
  service.UnusableFileError.ofProblems("a.yaml", [{ line: 1, message: "reason" }]),
  new service.SessionKeyFileError("key.pem", "reason"),
  new service.SessionNameTemplateError("{a}", "reason"),
  new service.SessionTokenError(),
  new service.AuditUnavailableError("reason"),
  new service.UnexpectedError("reason"),
  new service.NotInClusterError("edge"),
  new service.ServerCertificateError("reason"),
  ...eksApiErrorCodes.map((code) => new service.EksApiError(code, "reason")),
];

test("every code is documented", async () => {
  const text = await readFile(new URL("../../../docs/errors.md", import.meta.url), "utf8");
  const documented = [...text.matchAll(/^\| `([^`]+)` +\| (\w+) +\| ([\w, -]+?) +\|/gm)]
    .filter(([, , , packages = ""]) => packages.split(", ").includes("service"))
    .map(([, code, name]) => `${name} ${code}`);
  expect(documented.sort()).toEqual(errors.map(({ name, code }) => `${name} ${code}`).sort());
});

test("every exported error has a code, and a brand of the package", () => {
  const classes = Object.values(service).filter(
    (value): value is typeof value & { brand: string; name: string } =>
      typeof value === "function" && value.prototype instanceof Error,
  );
  expect(new Set(classes.map(({ name }) => name))).toEqual(new Set(errors.map(({ name }) => name)));
  for (const { name, brand, prototype } of classes) {
    expect(prototype).toBeInstanceOf(CodedError);
    expect(brand).toBe(`@eks-auth/service/${name}`);
  }
});
