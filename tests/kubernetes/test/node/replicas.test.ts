import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startNode } from "../../src/node/node.ts";
import { NodeSts } from "../../src/sts/node-sts.ts";
import { installChart, prepareChart, readServiceCa, release, shop } from "./installed-chart.ts";

const node = await prepareOrSkip("replicas of the service on a real node", () =>
  startNode({ images: [inject("eksAuthImages")] }),
);

const isShort = process.env.KUBERNETES_TESTS_FORM !== "full";
const apiServerAwayMs = isShort ? 10_000 : 60_000;
const servicePort = 443;
const podPort = 8480;
const inRelease = ["--namespace", release] as const;
const servePods = "--selector=app.kubernetes.io/component=serve";
const tokenFile = "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token";
const etcd = fileURLToPath(new URL("../../src/control-plane/etcd.ts", import.meta.url));

describe.runIf(node)("three replicas of the service on a real node", () => {
  if (node === undefined) {
    return;
  }
  const running = node;
  const { kubectl } = node;
  let serviceAddress: string;

  beforeAll(async () => {
    const sts = await NodeSts.start(node);
    await prepareChart(node, sts);
    await installChart(node, { replicas: 3 });
    serviceAddress = await kubectl.run(
      ...["get", "service", `${release}-serve`, ...inRelease, "--output=jsonpath={.spec.clusterIP}"],
    );
    await node.write("ca.crt", await readServiceCa(kubectl));
    const agent = await kubectl.run(
      ...["get", "pod", ...inRelease, "--selector=app.kubernetes.io/component=agent"],
      "--output=jsonpath={.items[0].metadata.name}",
    );
    const caller = await kubectl.run(
      ...[
        "create",
        "token",
        `${release}-agent`,
        ...inRelease,
        `--audience=https://${release}-serve.${release}.svc`,
      ],
      ...["--bound-object-kind=Pod", `--bound-object-name=${agent}`],
    );
    await node.write("caller.token", caller);
    await startShop("first", sts);
    await startShop("second", sts);
    await kubectl.run("delete", "podidentityassociation", "cart", "--namespace=second");
  });
  afterAll(() => node.stop());

  /** Starts a pod with an association, and writes its token to the file `NAME.token`. */
  async function startShop(name: string, sts: NodeSts): Promise<void> {
    await kubectl.apply(...shop(name, "restricted", sts));
    await kubectl.run("rollout", "status", "deployment/cart", "--namespace", name, "--timeout=120s");
    const read = ["node", "--print", `fs.readFileSync("${tokenFile}", "utf8")`];
    const token = await kubectl.run("exec", "--namespace", name, "deployment/cart", "--", ...read);
    await running.write(`${name}.token`, token.trim());
  }

  async function start(program: string, ...args: readonly string[]): Promise<StartedProgram> {
    const file = fileURLToPath(new URL(`./programs/${program}.ts`, import.meta.url));
    const started = running.start(process.execPath, [file, running.state, ...args]);
    await started.waitFor("started\n");
    return started;
  }

  /** Exchanges the token of the first pod while something happens. @returns how many exchanges had which result */
  async function withLoad(action: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
    const load = await start("send-load", "first.token", serviceAddress, String(servicePort));
    await action();
    load.endInput();
    return lastLine(await load.finish());
  }

  /** Reads a field of each replica, when those that were replaced have ended. */
  async function listReplicas(field: string): Promise<string[]> {
    const output = `--output=jsonpath={.items[*]${field}}`;
    const list = async () => (await kubectl.run("get", "pod", ...inRelease, servePods, output)).split(" ");
    await expect.poll(list, { timeout: 120_000, interval: 500 }).toHaveLength(3);
    return list();
  }

  /** Creates an association for the second pod. @returns the milliseconds until all replicas used it */
  async function measureApply(): Promise<number> {
    const replicas = await listReplicas(".status.podIP");
    const waiting = await start("await-grant", "second.token", String(podPort), ...replicas);
    await kubectl.create({
      apiVersion: "eks-auth.dev/v1alpha1",
      kind: "PodIdentityAssociation",
      metadata: { name: "cart", namespace: "second" },
      spec: { serviceAccount: "cart", roleArn: "arn:aws:iam::111122223333:role/second-cart" },
    });
    const created = Date.now();
    const granted: number = lastLine(await waiting.finish());
    await kubectl.run("delete", "podidentityassociation", "cart", "--namespace=second");
    return granted - created;
  }

  const rollout = () =>
    kubectl.run("rollout", "status", ...inRelease, `deployment/${release}-serve`, "--timeout=120s");

  it("all use a new association within a second", async () => {
    expect(await measureApply()).toBeLessThan(1_000);
  });

  it("are restarted one after the other without a refused request", async () => {
    const results = await withLoad(async () => {
      await kubectl.run("rollout", "restart", ...inRelease, `deployment/${release}-serve`);
      await rollout();
    });
    expect(results).toEqual({ 200: expect.any(Number), ...retries(results) });
  });

  it("are killed one after the other without a refused request", async () => {
    const results = await withLoad(async () => {
      for (const id of await listReplicas(".status.containerStatuses[0].containerID")) {
        const container = id.replace("containerd://", "");
        await node.run("ctr", ["--namespace", "k8s.io", "tasks", "kill", "--signal", "SIGKILL", container]);
        await kubectl
          .run("wait", ...inRelease, "--for=condition=Ready=false", "pod", servePods, "--timeout=2s")
          .catch(() => {});
        await rollout();
      }
    });
    expect(results).toEqual({ 200: expect.any(Number), ...retries(results) });
  });

  it("answer while the API server is away, and have forgotten nothing after etcd was compacted", async () => {
    const results = await withLoad(async () => {
      await node.components.kill("kube-apiserver");
      await node.run(process.execPath, ["--input-type=module", "--eval", compact]);
      await setTimeout(apiServerAwayMs);
      node.components.start("kube-apiserver");
      await expect.poll(() => kubectl.run("get", "--raw", "/readyz").catch(() => "")).toBe("ok");
    });
    expect(results).toEqual({ 200: expect.any(Number) });
    // The first one waits until the replicas have asked the API server again.
    await measureApply();
    expect(await measureApply()).toBeLessThan(1_000);
  });
});

const compact = `
  const { compactEtcd } = await import(${JSON.stringify(etcd)});
  await compactEtcd("http://127.0.0.1:2379");`;

function lastLine({ stdout }: ProgramResult) {
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

/** How many connections failed and were tried again, if any did. */
function retries({ retries: count }: Readonly<Record<string, number>>): object {
  return count === undefined ? {} : { retries: count };
}
