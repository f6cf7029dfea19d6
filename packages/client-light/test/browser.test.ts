import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { startRecordingServer } from "@eks-auth/test-kit/recording-server";
import { sampleExpiration, sampleResponseJson } from "@eks-auth/test-kit/sample-response";
import { build, type OutputChunk } from "rolldown";
import { beforeAll, expect, test } from "vitest";

/** The globals of a browser that the client needs. It has none of Node.js: no process, Buffer, require or import. */
const webGlobals = {
  AbortController,
  AbortSignal,
  Headers,
  ReadableStream,
  Request,
  TextDecoder,
  TextEncoder,
  URL,
  Uint8Array,
  clearTimeout,
  crypto,
  fetch,
  performance,
  setTimeout,
};

let bundle: OutputChunk;

beforeAll(async () => {
  const { output } = await build({
    input: fileURLToPath(new URL("browser-page.ts", import.meta.url)),
    platform: "browser",
    output: { format: "iife", name: "page", minify: true },
    write: false,
  });
  bundle = output[0];
});

test("a bundle for browsers is one file without imports", () => {
  expect([...bundle.imports, ...bundle.dynamicImports]).toEqual([]);
  expect(bundle.code).not.toMatch(/["'`]node:/);
});

test("the bundle runs with web globals only, and reads the credentials", async () => {
  await using server = await startRecordingServer({ status: 200, body: sampleResponseJson });
  const context = createContext({ ...webGlobals, endpoint: server.url });
  const output = await runInContext(`${bundle.code}; page.callFromPage(endpoint)`, context);
  expect(output.credentials).toMatchObject({
    accessKeyId: sampleResponseJson.credentials.accessKeyId,
    sessionToken: sampleResponseJson.credentials.sessionToken,
  });
  expect(output.credentials.expiration.getTime()).toBe(sampleExpiration * 1_000);
  const [request] = server.requests;
  expect(request?.path).toBe("/clusters/my-cluster/assume-role-for-pod-identity");
  expect(request?.headers["x-amz-user-agent"]).toMatch(/^api\/EKS-Auth lang\/js /i);
  expect(request?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\//);
});
