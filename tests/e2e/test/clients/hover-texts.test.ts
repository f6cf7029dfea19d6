import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";
import { EKSAuth } from "@eks-auth/client-light";
import * as stub from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { root } from "@eks-auth/test-kit/repository";
import { errors } from "@eks-auth/types";
import { ConfiguredRetryStrategy } from "@smithy/core/retry";
import { describe, expect, test } from "vitest";

type ErrorName = keyof typeof errors;
const names = Object.keys(errors) as ErrorName[];
const stubErrors = new Map<string, unknown>(Object.entries(stub));
const input = { clusterName: "prod", token: "header.payload.signature" };
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "EXAMPLE" };

function readDeclarations(folder: string): string {
  return readFileSync(join(root, "packages", folder, "dist/index.d.ts"), "utf8");
}

/** Finds the comment above a declaration, without its asterisks. */
function findComment(declarations: string, declaration: string): string {
  const comments = declarations.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*([^\n]*)/g);
  const found = [...comments].filter(([, , line = ""]) => line.startsWith(declaration));
  expect(found, declaration).not.toEqual([]);
  return (found[0]?.[1] ?? "").replaceAll(/^ *\* ?/gm, "");
}

/** Calls a stub that answers with an error, and counts the requests. */
async function countRequests(name: ErrorName, call: (endpoint: string) => Promise<unknown>): Promise<number> {
  let requests = 0;
  const handler = stub.createEKSAuthFrontendHandler({
    assumeRoleForPodIdentity() {
      requests++;
      throw new (stubErrors.get(name) as new (members: object) => Error)({ message: "Not now." });
    },
  });
  await using server = await listenOnLoopback(createNodeListener(handler));
  await expect(call(server.url)).rejects.toMatchObject({ name });
  return requests;
}

const calls: Readonly<Record<string, (endpoint: string) => Promise<unknown>>> = {
  client: async (endpoint) => {
    const retryStrategy = new ConfiguredRetryStrategy(2, 0);
    const client = new EKSAuthClient({ endpoint, region: "eu-west-1", credentials, retryStrategy });
    return client.send(new AssumeRoleForPodIdentityCommand(input)).finally(() => client.destroy());
  },
  "client-light": async (endpoint) => {
    const retryDelay = ({ delayMs }: { delayMs: number | undefined }) =>
      delayMs === undefined ? undefined : 0;
    const client = new EKSAuth({ endpoint, region: "eu-west-1", credentials, maxAttempts: 2, retryDelay });
    return client.assumeRoleForPodIdentity(input).finally(() => client.close());
  },
};

describe.each(names)("what an editor shows for %s", (name) => {
  test.each(Object.keys(calls))("of %s is what the client does", async (folder) => {
    const comment = findComment(readDeclarations(folder), `declare class ${name} `);
    // The first line says when it is thrown.
    expect(comment.trim()).toMatch(/^[A-Z].+\.\n/);
    const [, status, retries] =
      /^HTTP status (\d+)\. Clients (do not retry|retry) it\.$/m.exec(comment) ?? [];
    expect(Number(status)).toBe(errors[name].status);
    const requests = await countRequests(name, calls[folder] as (endpoint: string) => Promise<unknown>);
    expect(requests).toBe(retries === "retry" ? 2 : 1);
  });

  test.each(["server", "types"])("of %s is the same", (folder) => {
    const declarations = readDeclarations(folder);
    const declaration = folder === "server" ? `declare class ${name} ` : `readonly ${name}: `;
    const light = findComment(readDeclarations("client-light"), `declare class ${name} `);
    expect(findComment(declarations, declaration).trim()).toBe(light.trim());
  });
});

test.each(["client", "types"])("the expiration of %s is a Date, with its unit in JSON", (folder) => {
  const declarations = readDeclarations(folder);
  expect(findComment(declarations, "expiration: Date;")).toMatch(
    /On the wire: seconds since the Unix epoch\./,
  );
});

describe("an example of the client", () => {
  const comment = findComment(readDeclarations("client"), "declare class AssumeRoleForPodIdentityCommand ");

  test("has a Date as expiration", () => {
    expect(comment).toContain('expiration: new Date("2026-01-01T00:00:00.000Z")');
    expect(comment).not.toMatch(/expiration: \d/);
  });

  test.each(["ResourceNotFoundException", "ExpiredTokenException"])("throws %s", (name) => {
    expect(comment).toMatch(new RegExp(`await client\\.send\\(command\\);\\n// Throws ${name}: .+\\n\`\`\``));
    expect(comment).not.toContain("metadata only");
  });
});
