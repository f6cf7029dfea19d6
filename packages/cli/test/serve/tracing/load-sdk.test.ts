import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { pod, ServeFixture } from "../support/serve-fixture.ts";

const fixture = new ServeFixture();

/** Registers an SDK that writes each span to standard output. Its parts are those that NodeSDK registers. */
const program = `
import { context, propagation, trace } from "${import.meta.resolve("@opentelemetry/api")}";
import { AsyncLocalStorageContextManager } from "${import.meta.resolve("@opentelemetry/context-async-hooks")}";
import { W3CTraceContextPropagator } from "${import.meta.resolve("@opentelemetry/core")}";
import { BasicTracerProvider, ConsoleSpanExporter, SimpleSpanProcessor } from "${import.meta.resolve("@opentelemetry/sdk-trace-base")}";

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())] }),
);
`;

test("an SDK that NODE_OPTIONS loads gets the spans of a request, and the log has the trace's ID", async () => {
  const issuer = await fixture.startIssuer();
  await fixture.writeAssociations("edge", "cart");
  await fixture.writeConfig({ edge: issuer.issuer });
  await fixture.write("tracing.mjs", program);
  vi.stubEnv("NODE_OPTIONS", `--import ${pathToFileURL(`${fixture.folder}/tracing.mjs`)}`);
  const { url, command } = await fixture.serve();
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const token = await issuer.mintToken(pod);
  const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    body: JSON.stringify({ token }),
  });
  expect(response.status).toBe(200);
  const { credentials } = (await response.json()) as { credentials: Record<string, string> };
  command.signal("SIGTERM");
  const { stdout, stderr } = await command.finish();
  for (const name of ["verify_token", "write_audit", "AssumeRoleForPodIdentity"]) {
    expect(stdout).toMatch(new RegExp(`traceId: '${traceId}',(?:\\n .*)*?\\n +name: '${name}',`));
  }
  expect(stdout).toContain("name: 'fetch_keys'");
  const lines = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.filter((line) => line.traceId === traceId).map(({ msg }) => msg)).toEqual([
    "credentials issued",
  ]);
  for (const secret of [...token.split("."), credentials.secretAccessKey, credentials.sessionToken]) {
    expect(stdout + stderr).not.toContain(secret);
  }
});
