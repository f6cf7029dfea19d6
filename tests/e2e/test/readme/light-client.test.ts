import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createEKSAuthFrontendHandler, ResourceNotFoundException } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { afterAll, beforeAll, expect, it } from "vitest";

const snippets = readSnippets("docs/light-client.md");
// Inside the workspace, so that the snippets resolve its packages.
const folder = join(root, "tests/e2e/build/light-client");

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the snippet below a heading, against a stub, and returns what it prints. */
async function run(heading: string, isFound: boolean, status?: number): Promise<string> {
  const handler = createEKSAuthFrontendHandler({
    assumeRoleForPodIdentity() {
      if (isFound) {
        return sampleResponse;
      }
      throw new ResourceNotFoundException({ message: "There is no cluster my-cluster." });
    },
  });
  const listener = createNodeListener(handler);
  await using server = await listenOnLoopback((request, response) => {
    if (status === undefined) {
      listener(request, response);
    } else {
      response.writeHead(status).end();
    }
  });
  const code = snippets.find((snippet) => snippet.heading === heading)?.code ?? "";
  const file = join(folder, "snippet.ts");
  await writeFile(file, code.replace("http://127.0.0.1:8480", server.url));
  return await readOutput(process.execPath, [file], { cwd: folder });
}

it("the example gets credentials", async () => {
  expect(await run("Example", true)).toMatch(/^valid until \d{4}-\S+Z after 1 tries\n$/);
});

it("the example prints a modelled error", async () => {
  expect(await run("Example", false)).toMatch(
    /^no such cluster or association: There is no cluster my-cluster\. \S+\n$/,
  );
});

it("the example of retries tries five times", async () => {
  expect(await run("Retries", false, 503)).toBe("UnknownError 5\n");
});

it("the example of credentials finds none outside of a container", async () => {
  expect(await run("Credentials", true)).toBe("no_credentials\n");
});

it("the example of an agent ends", async () => {
  expect(await run("Transports", true)).toBe("");
});

it("every snippet is tested", () => {
  expect(snippets.map(({ heading, language }) => [heading, language])).toEqual([
    ["Example", "ts"],
    ["Retries", "ts"],
    ["Credentials", "ts"],
    ["Transports", "ts"],
  ]);
});
