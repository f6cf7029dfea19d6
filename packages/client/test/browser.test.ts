import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build, type OutputChunk } from "rolldown";
import { beforeAll, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { assumedRole, expiration, startServer } from "./local-server.ts";
import { computeSignature, parseAuthorization } from "./sigv4.ts";

/** The globals of a browser that the client needs; nothing of Node's own: no process, Buffer, require or import. */
const webGlobals = {
  AbortController,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  Uint8Array,
  clearTimeout,
  crypto,
  fetch,
  setTimeout,
};

let bundle: OutputChunk;

beforeAll(async () => {
  const { output } = await build({
    input: fileURLToPath(new URL("browser-page.ts", import.meta.url)),
    platform: "browser",
    output: { format: "iife", name: "page" },
    write: false,
  });
  bundle = output[0];
});

test("a bundle for browsers is one file without imports", () => {
  // An inlined `import()` counts as an import of the bundle itself.
  const imports = [...bundle.imports, ...bundle.dynamicImports].filter((file) => file !== bundle.fileName);
  expect(imports).toEqual([]);
  expect(bundle.code).not.toMatch(/["'`]node:/);
});

test("it runs with web globals only and reads the credentials", async () => {
  await using server = await startServer(assumedRole);
  const context = createContext({ ...webGlobals, endpoint: server.url });
  const output = await runInContext(`${bundle.code}; page.callFromPage(endpoint)`, context);

  expect(output.credentials).toMatchObject({ accessKeyId: "ASIAEXAMPLE", sessionToken: "session" });
  expect(output.credentials.expiration.getTime()).toBe(expiration.getTime());

  const [request] = server.requests;
  if (request === undefined) throw new Error("no request came");
  expect(request.path).toBe("/clusters/my-cluster/assume-role-for-pod-identity");
  expect(request.headers["x-amz-user-agent"]).toContain(` api/eks-auth#${packageJson.version} `);
  const { signature } = parseAuthorization(request.headers.authorization);
  expect(signature).toBe(computeSignature(request, "secret"));
});
