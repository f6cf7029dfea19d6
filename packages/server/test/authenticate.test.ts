import { describe, expect, test } from "vitest";
import {
  type Authenticate,
  createEKSAuthFrontendHandler,
  type EKSAuthFrontendService,
  ProtocolError,
} from "../src/gen/index.ts";
import { assumedRole } from "./assumed-role.ts";
import { goodRequest } from "./good-request.ts";
import { HostedServer } from "./hosted-server.ts";

/** What the hook below finds out about a caller. */
interface Agent {
  node: string;
}

/** Knows an agent by the name of its node in the authorization header. */
const authenticate: Authenticate<Agent> = (request) => {
  const node = request.header("authorization");
  if (node === undefined) {
    throw new ProtocolError("MissingAuthenticationTokenException", 403, "Sign the request.");
  }
  return { node };
};

/** An implementation that counts on its callers being known. */
class NodeService implements EKSAuthFrontendService<Agent> {
  readonly nodes: string[] = [];

  assumeRoleForPodIdentity: EKSAuthFrontendService<Agent>["assumeRoleForPodIdentity"] = (_, { context }) => {
    this.nodes.push(context.node);
    return assumedRole;
  };
}

describe("an implementation with a context", () => {
  test("knows its caller", async () => {
    const service = new NodeService();
    await using server = await HostedServer.start(createEKSAuthFrontendHandler(service, { authenticate }));
    const headers = { ...goodRequest.headers, authorization: "node-1" };
    expect(await server.call({ ...goodRequest, headers })).toMatchObject({ status: 200 });
    expect(service.nodes).toEqual(["node-1"]);
  });

  test("isn't called for a caller that the hook refuses, whatever else is wrong", async () => {
    const service = new NodeService();
    await using server = await HostedServer.start(createEKSAuthFrontendHandler(service, { authenticate }));
    for (const body of [goodRequest.body ?? "", "broken", ""]) {
      expect(await server.call({ ...goodRequest, body })).toMatchObject({
        status: 403,
        headers: { "x-amzn-errortype": "MissingAuthenticationTokenException" },
        body: '{"message":"Sign the request."}',
      });
    }
    expect(service.nodes).toEqual([]);
  });
});
