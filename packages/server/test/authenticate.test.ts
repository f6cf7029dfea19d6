import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { describe, expect, test } from "vitest";
import {
  type Authenticate,
  createEKSAuthFrontendHandler,
  type EKSAuthFrontendService,
  ProtocolError,
} from "../src/gen/index.ts";
import { StubServer, validRequest } from "./stub-server.ts";

/** The context that the hook returns. */
interface Agent {
  node: string;
}

/** Takes the agent's node from the authorization header. */
const authenticate: Authenticate<Agent> = (request) => {
  const node = request.header("authorization");
  if (node === undefined) {
    throw new ProtocolError("MissingAuthenticationTokenException", 403, "Sign the request.");
  }
  return { node };
};

/** An implementation that needs a context. */
class NodeService implements EKSAuthFrontendService<Agent> {
  readonly nodes: string[] = [];

  assumeRoleForPodIdentity: EKSAuthFrontendService<Agent>["assumeRoleForPodIdentity"] = (_, { context }) => {
    this.nodes.push(context.node);
    return sampleResponse;
  };
}

describe("an implementation with a context", () => {
  test("gets the context of its caller", async () => {
    const service = new NodeService();
    await using server = await StubServer.start(createEKSAuthFrontendHandler(service, { authenticate }));
    const headers = { ...validRequest.headers, authorization: "node-1" };
    expect(await server.call({ ...validRequest, headers })).toMatchObject({ status: 200 });
    expect(service.nodes).toEqual(["node-1"]);
  });

  test("isn't called if the hook rejects the caller, even if the body is invalid too", async () => {
    const service = new NodeService();
    await using server = await StubServer.start(createEKSAuthFrontendHandler(service, { authenticate }));
    for (const body of [validRequest.body ?? "", "broken", ""]) {
      expect(await server.call({ ...validRequest, body })).toMatchObject({
        status: 403,
        headers: { "x-amzn-errortype": "MissingAuthenticationTokenException" },
        body: '{"message":"Sign the request."}',
      });
    }
    expect(service.nodes).toEqual([]);
  });
});
