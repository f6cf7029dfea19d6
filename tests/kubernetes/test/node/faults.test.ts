import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { isShort } from "../../src/form.ts";
import { imageOf } from "../../src/images/base-images.ts";
import { type LoadSite, readSite } from "../../src/load/load-site.ts";
import { signPodToken } from "../../src/load/pod-tokens.ts";
import { type LoadClient, type LoadSummary, SteadyLoad } from "../../src/load/steady-load.ts";
import { ports } from "../../src/node/configuration.ts";
import { type ClusterNode, startNode } from "../../src/node/node.ts";
import { release, upgradeChart } from "./installed-chart.ts";
import { association, installForLoad, namespace, pods, readValue } from "./loaded-release.ts";

/** How long the API server is away. */
const outageMs = isShort ? 10_000 : 60_000;
/** Of the kubelet and of Deployments, on a busy machine. */
const timeout = 240_000;

const agentUrl = "http://169.254.170.23/v1/credentials";
const programOf = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

const node = await prepareOrSkip("faults on a real node", () =>
  startNode({ images: [inject("eksAuthImages")] }),
);

/**
 * Three replicas of the service, under a steady load of good requests: of the AWS SDK, which asks the agent and tries again,
 * and of clients that ask the agent or the service once. docs/kubernetes.md has the results.
 */
describe.runIf(node)("faults on a real node, under load", () => {
  if (node === undefined) {
    return;
  }
  const { kubectl, components } = node;
  const inRelease = (...args: readonly string[]) => kubectl.run("--namespace", release, ...args);
  let site: LoadSite;
  let address: string;
  let load: SteadyLoad;

  beforeAll(async () => {
    site = await installForLoad(node);
    const clusterIp = await readValue(node, ".spec.clusterIP", "service", `${release}-serve`);
    address = `${clusterIp}:443`;
    load = new SteadyLoad(node, { agentUrl, address, site, perSecond: 5 });
    await load.waitUntilGood();
  }, timeout);
  afterAll(() => node.stop());

  /** Runs something under load, and reports what clients got. */
  async function measure(action: () => Promise<void>): Promise<Readonly<Record<LoadClient, LoadSummary>>> {
    const summary = await load.during(action);
    process.stdout.write(`${expect.getState().currentTestName}: ${JSON.stringify(summary)}\n`);
    return summary;
  }

  /** Restarts the pods of a component, and waits until the old ones have ended. */
  async function restart(workload: string, component: string): Promise<void> {
    const readNames = async () =>
      (await readValue(node as ClusterNode, ".items[*].metadata.name", "pods", pods(component))).split(" ");
    const before = await readNames();
    await inRelease("rollout", "restart", workload);
    await inRelease("rollout", "status", workload, "--timeout=200s");
    const countOld = async () => (await readNames()).filter((name) => before.includes(name)).length;
    await expect.poll(countOld, { timeout: 60_000, interval: 500 }).toBe(0);
  }
  const restartService = () => restart(`deployment/${release}-serve`, "serve");

  async function scale(where: string, workload: string, selector: string, replicas: number): Promise<void> {
    await kubectl.run("scale", "--namespace", where, workload, `--replicas=${replicas}`);
    await (replicas === 0
      ? kubectl.run("wait", "--namespace", where, "--for=delete", "pod", selector, "--timeout=120s")
      : kubectl.run("rollout", "status", "--namespace", where, workload, "--timeout=120s"));
  }

  async function startApiServer(): Promise<void> {
    components.start("kube-apiserver");
    const isReady = () => kubectl.run("get", "--raw", "/readyz").catch(String);
    await expect.poll(isReady, { timeout: 60_000 }).toBe("ok");
  }

  it("has an association in force on all replicas within 1 s", { timeout }, async () => {
    const addresses = await readValue(node, ".items[*].status.podIP", "pods", pods("serve"));
    const waitedMs: number[] = [];
    for (const serviceAccount of ["one", "two", "three"]) {
      const options = { addresses: addresses.split(" ").map((ip) => `${ip}:8480`), serviceAccount, site };
      const waiting = node.start(process.execPath, [
        programOf("load/programs/await-credentials.ts"),
        JSON.stringify(options),
      ]);
      await waiting.waitFor("started\n");
      await kubectl.apply(association(serviceAccount));
      const appliedAt = Date.now();
      const [, finishedAt] = (await waiting.finish()).stdout.split("\n");
      waitedMs.push(Number(finishedAt) - appliedAt);
    }
    // On a busy machine, one of them can take longer.
    expect(Math.min(...waitedMs)).toBeLessThan(1_000);
  });

  it("a rolling restart of the service: no request fails", { timeout }, async () => {
    const { sdk, agent, service } = await measure(restartService);
    expect([sdk.failed, agent.failed, service.failed]).toEqual([{}, {}, {}]);
  });

  it("killed replicas of the service: no request to an agent fails", { timeout }, async () => {
    const { sdk, agent } = await measure(async () => {
      const names = await readValue(node, ".items[*].metadata.name", "pods", pods("serve"));
      for (const pod of names.split(" ").map((name) => `pod/${name}`)) {
        const status = ".status.containerStatuses[0]";
        const id = (await readValue(node, `${status}.containerID`, pod)).replace("containerd://", "");
        await node.run("ctr", ["--namespace=k8s.io", "tasks", "kill", "--signal=SIGKILL", id]);
        await inRelease("wait", pod, `--for=jsonpath={${status}.restartCount}=1`, "--timeout=60s");
        await inRelease("wait", pod, "--for=condition=Ready", "--timeout=60s");
      }
    });
    expect([sdk.failed, agent.failed]).toEqual([{}, {}]);
  });

  it("a restart of the agent: connections are refused until it runs again", { timeout }, async () => {
    const { agent, service } = await measure(async () => {
      await restart(`daemonset/${release}-agent`, "agent");
      await load.waitUntilGood();
    });
    // An answer of the agent could make SDKs give up. They try again if there is none.
    expect(Object.keys(agent.failed).filter((outcome) => !/^ECONN(REFUSED|RESET):/.test(outcome))).toEqual(
      [],
    );
    expect(service.failed).toEqual({});
  });

  it("an API server that is away while etcd is compacted: no request fails", { timeout }, async () => {
    const { sdk, agent, service } = await measure(async () => {
      await components.kill("kube-apiserver");
      await node.run(process.execPath, [
        programOf("control-plane/programs/compact-etcd.ts"),
        `http://127.0.0.1:${ports.etcd}`,
      ]);
      await sleep(outageMs);
      await startApiServer();
    });
    expect([sdk.failed, agent.failed, service.failed]).toEqual([{}, {}, {}]);
  });

  it("after that, every replica has new and old associations", { timeout }, async () => {
    const addresses = await readValue(node, ".items[*].status.podIP", "pods", pods("serve"));
    await kubectl.apply(association("later"));
    for (const serviceAccount of ["later", "one", "cart"]) {
      const options = { addresses: addresses.split(" ").map((ip) => `${ip}:8480`), serviceAccount, site };
      await node.run(process.execPath, [
        programOf("load/programs/await-credentials.ts"),
        JSON.stringify(options),
      ]);
    }
  });

  it("a DNS server that is away during a rolling restart: no request fails", { timeout }, async () => {
    const scaleDns = (replicas: number) =>
      scale("kube-system", "deployment/coredns", "--selector=k8s-app=kube-dns", replicas);
    const { sdk, agent } = await measure(async () => {
      await scaleDns(0);
      // The agent needs new connections.
      await restartService();
    });
    await scaleDns(1);
    expect([sdk.failed, agent.failed]).toEqual([{}, {}]);
  });

  it("no service at all: pods that have credentials keep them, others get none", { timeout }, async () => {
    const headers = { authorization: signPodToken(readSite(site).pods, "cart") };
    const { status, text } = await node.fetch(agentUrl, headers);
    expect(status).toBe(200);
    const { agent } = await measure(async () => {
      await scale(release, `deployment/${release}-serve`, pods("serve"), 0);
      expect(await node.fetch(agentUrl, headers)).toEqual({ status, text });
    });
    expect(Object.keys(agent.failed).filter((outcome) => !outcome.startsWith("503 "))).toEqual([]);
    await scale(release, `deployment/${release}-serve`, pods("serve"), 3);
    await load.waitUntilGood();
  });

  it("with token reviews, requests are refused while the API server is away", { timeout }, async () => {
    await load.stop();
    await kubectl.create(
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "cart", namespace } },
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "cart", namespace },
        spec: {
          serviceAccountName: "cart",
          containers: [{ name: "cart", image: imageOf("probe"), args: ["sleep"] }],
        },
      },
    );
    await kubectl.run("wait", "--namespace", namespace, "pod/cart", "--for=condition=Ready", "--timeout=60s");
    const createToken = async () => {
      const bound = ["--bound-object-kind=Pod", "--bound-object-name=cart"];
      const audience = "--audience=pods.eks.amazonaws.com";
      return (
        await kubectl.run("create", "token", "cart", "--namespace", namespace, audience, ...bound)
      ).trim();
    };
    const exchange = async (...tokens: readonly string[]): Promise<readonly string[]> => {
      const tokensFile = await node.write("tokens.json", JSON.stringify(tokens));
      const options = JSON.stringify({ address, tokensFile, site });
      return JSON.parse(
        await node.run(process.execPath, [programOf("load/programs/exchange-tokens.ts"), options]),
      );
    };
    await upgradeChart(node, "cluster.revocation=tokenReview");
    await restartService();
    const unreviewed = await createToken();
    expect(await exchange(await createToken(), signPodToken(readSite(site).pods, "cart"))).toEqual([
      "200",
      expect.stringContaining("400 "),
    ]);
    await components.kill("kube-apiserver");
    expect(await exchange(unreviewed)).toEqual([expect.stringContaining("503 ")]);
    await startApiServer();
    await expect.poll(() => exchange(unreviewed), { timeout: 60_000 }).toEqual(["200"]);
  });
});
