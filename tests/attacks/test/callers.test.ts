import type { ServiceAccountTokenRequest } from "@eks-auth/service/dev-cluster";
import { expect } from "vitest";
import { attack, isShort } from "../src/attack.ts";
import { ControlledIssuer, createClaims, createKey } from "../src/controlled-issuer.ts";
import type { GoodRequest } from "../src/good-client.ts";
import { readOwnLog } from "../src/own-log.ts";
import { type Answer, send, sendMany } from "../src/send.ts";
import { clusterFor, pod, type ServiceTarget, startService } from "../src/target.ts";

const audience = "https://eks-auth.example.org";
const callers = `callers: { serviceAccount: { audience: "${audience}", namespace: eks-auth, name: agent } }\n`;
const agent = { namespace: "eks-auth", serviceAccount: "agent", pod: { name: "agent-1" } };

/** A service with callers. Its good request is that of the agent of `node-1`, for a pod of that node. */
interface CallerTarget extends ServiceTarget {
  /** The request of an agent for a pod's token. */
  requestOf(callerToken: string, podToken: string, cluster?: string): GoodRequest;
  /** Creates the token of a pod on a node; by default that of the agent. */
  mintOn(node: string, request?: ServiceAccountTokenRequest): Promise<string>;
}

async function startWithCallers(): Promise<CallerTarget> {
  const other = await ControlledIssuer.start();
  const target = await startService({ top: callers, clusters: clusterFor("other", other.issuer) });
  const { issuer, requestFor } = target;
  const requestOf: CallerTarget["requestOf"] = (callerToken, podToken, cluster = "edge") => {
    const request = requestFor(podToken);
    return {
      ...request,
      url: request.url.replace("/edge/", `/${cluster}/`),
      headers: { ...request.headers, "x-eks-auth-caller-token": callerToken },
    };
  };
  const mintOn: CallerTarget["mintOn"] = async (node, request = agent) => {
    const claims = createClaims(issuer.issuer, request);
    const kubernetes = {
      ...(claims["kubernetes.io"] as object),
      node: { name: node, uid: `uid-of-${node}` },
    };
    const ofAgent = request === agent ? { aud: [audience] } : {};
    return issuer.keys[0].sign({ ...claims, ...ofAgent, "kubernetes.io": kubernetes });
  };
  return {
    ...target,
    requestOf,
    mintOn,
    goodRequest: requestOf(await mintOn("node-1"), await mintOn("node-1", pod)),
    async [Symbol.asyncDispose]() {
      await target[Symbol.asyncDispose]();
      await other.stop();
    },
  };
}

/** The response, without the request's ID and the date. */
function withoutIds({ status, headers, body }: Answer): string {
  const { date, "x-amzn-requestid": requestId, ...others } = headers;
  return JSON.stringify([status, others, body]);
}

attack("serve: a pod's token that is stolen by another node", startWithCallers, async (target, client) => {
  const { requestOf, mintOn, program } = target;
  const stolen = await mintOn("node-1", pod);
  const thief = await mintOn("node-2");
  const answers = await sendMany(Array.from({ length: 100 }, () => requestOf(thief, stolen)));
  expect(answers).toEqual({ 403: 100 });
  expect(program.stderr).toContain('"code":"node_differs"');
  await client.waitForRequests(5);
});

attack("serve: callers that try to find out which clusters exist", startWithCallers, async (target) => {
  const { requestOf, mintOn, issuer } = target;
  const [valid, token] = [await mintOn("node-1"), await mintOn("node-1", pod)];
  const forged = await (await createKey()).sign({ ...createClaims(issuer.issuer, agent), aud: [audience] });
  const answers = new Set<string>();
  for (const cluster of ["edge", "other", "unknown", "ed%67e", "-", "%zz"]) {
    for (const caller of ["canary", token, forged, ...(/^ed/.test(cluster) ? [] : [valid])]) {
      answers.add(withoutIds(await send(requestOf(caller, token, cluster))));
    }
  }
  expect([...answers]).toHaveLength(1);
  expect([...answers][0]).toContain("AccessDenied");
});

attack("serve: a flood of callers without valid credentials", startWithCallers, async (target, client) => {
  const { requestFor, requestOf, mintOn, program, issuer } = target;
  const count = isShort ? 1_000 : 10_000;
  const token = await mintOn("node-1", pod);
  const forged = await (await createKey()).sign({ ...createClaims(issuer.issuer, agent), aud: [audience] });
  const before = program.stderr.length;
  const requests = [
    requestFor(token),
    requestOf("canary", token),
    requestOf(forged, token),
    requestOf(token, token),
  ];
  const answers = await sendMany(
    Array.from({ length: count }, (_, index) => requests[index % 4] as GoodRequest),
  );
  expect(answers).toEqual({ 403: count });
  await client.waitForRequests(20);
  expect(readOwnLog(program, before).length / count, "bytes of log for a request").toBeLessThan(50);
  expect(program.stderr).not.toContain(forged.slice(-20));
});
