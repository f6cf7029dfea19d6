import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import {
  createEKSAuthFrontendHandler,
  type EKSAuthFrontendService,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { UnknownKeyError } from "@eks-auth/service";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { expect, test } from "vitest";
import { createHostRule } from "../../src/serve/host-rule.ts";
import { withReasonHeader } from "../../src/serve/reason-header.ts";

class ExampleError extends CodedError {
  static override readonly brand: string = "@eks-auth/cli/test/ExampleError";
  override readonly name = "ExampleError";
  readonly code = "cluster_not_found";
}

const error = new ResourceNotFoundException(
  { message: "The cluster was not found." },
  { cause: new ExampleError("There is no cluster canary.") },
);

interface Reply {
  readonly status: number | undefined;
  /** Without those that differ in each response. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends a request to a server that is set up as in `eks-auth serve`, with an operation that throws. */
async function send(
  thrown: Error,
  { headers = {}, wrap = withReasonHeader }: { headers?: object; wrap?: typeof withReasonHeader } = {},
): Promise<Reply> {
  const service: EKSAuthFrontendService = {
    async assumeRoleForPodIdentity() {
      throw thrown;
    },
  };
  const options = { authenticate: createHostRule(() => {}), onError() {} };
  const handler = createEKSAuthFrontendHandler(wrap(service), options);
  await using server = await listenOnLoopback(createNodeListener(handler));
  const sent = request(`${server.url}/clusters/edge/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
  });
  sent.end('{"token":"a.b.c"}');
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const { date, "x-amzn-requestid": requestId, ...others } = response.headers;
  return { status: response.statusCode, headers: others, body: await text(response) };
}

test("adds only the reason's code to a modelled error", async () => {
  const reply = await send(error);
  const plain = await send(error, { wrap: (service) => service });
  expect(reply).toEqual({
    ...plain,
    headers: { ...plain.headers, "x-eks-auth-reason": "cluster_not_found" },
  });
  expect(reply.status).toBe(404);
  expect(JSON.stringify(reply)).not.toContain("canary");
});

test("adds when to try again if the token's key is not known yet", async () => {
  const cause = new UnknownKeyError("https://issuer.example", 24);
  const unknown = new ServiceUnavailableException({ message: "Try again." }, { cause });
  const reply = await send(unknown);
  expect(reply.status).toBe(503);
  expect(reply.headers).toMatchObject({ "x-eks-auth-reason": "unknown_key", "retry-after": "24" });
});

test.each([
  ["a caller with another Host header", { host: "eks-auth.example.org" }],
  ["a page of another origin", { origin: "https://example.org" }],
])("sends no reason to %s", async (_who, headers) => {
  const reply = await send(error, { headers });
  expect(reply.status).toBe(403);
  expect(reply.headers).not.toHaveProperty("x-eks-auth-reason");
});

test.each([
  ["a modelled error without a cause", new InvalidTokenException({ message: "The token is not valid." })],
  ["an unexpected error", new Error("canary")],
])("adds nothing to %s", async (_what, thrown) => {
  const reply = await send(thrown);
  expect(reply.headers).not.toHaveProperty("x-eks-auth-reason");
  expect(reply.body).not.toContain("canary");
});
