import { readFile } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import {
  ApiServer,
  EventRecorder,
  type Informer,
  type InformerLogEvent,
  type KubernetesObject,
  type ObjectKey,
  startInformer,
} from "@eks-auth/kubernetes";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";
import { isShort } from "../../src/form.ts";

const controlPlane = await prepareOrSkip("the informer, with a real API server", () => startControlPlane());

const namespace = "informer";
const configMaps = { group: "", version: "v1", plural: "configmaps", namespace };

interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
}

function configMap(name: string, value = "1") {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { value } };
}

describe.runIf(controlPlane)("the informer, with a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { url, caFile, tokens, kubectl } = controlPlane;
  let apiServer: ApiServer;
  let informer: Informer | undefined;

  beforeAll(async () => {
    apiServer = await openApiServer(url);
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => apiServer.create(configMaps, configMap(`c${index}`))),
    );
  });
  afterEach(() => {
    informer?.close();
    vi.restoreAllMocks();
  });
  afterAll(async () => {
    apiServer?.close();
    await controlPlane.stop();
  });

  function openApiServer(address: string, user = "admin"): Promise<ApiServer> {
    return ApiServer.open({
      url: address,
      readCa: () => readFile(caFile, "utf8"),
      readToken: async () => tokens.get(user) ?? "",
    });
  }

  /** Starts an informer, and waits for its first list. */
  async function start() {
    const values = new Map<string, string | undefined>();
    const deleted: string[] = [];
    const events: InformerLogEvent[] = [];
    informer = startInformer<ConfigMap>(
      apiServer,
      configMaps,
      {
        onSet: ({ metadata, data }) => void values.set(metadata.name, data?.value),
        onDelete({ name }: ObjectKey) {
          values.delete(name);
          deleted.push(name);
        },
      },
      { pageSize: 10, onLogEvent: (event) => events.push(event) },
    );
    await informer.whenSynced();
    return { values, deleted, events };
  }

  /** Counts the pages that informers list from now on. */
  function countPages(): () => number {
    const request = vi.spyOn(apiServer, "request");
    return () => request.mock.calls.filter(([{ query }]) => query?.limit !== undefined).length;
  }

  it("lists in pages, and follows changes", async () => {
    const { values, deleted } = await start();
    expect(values.size).toBe(50);
    await apiServer.patch(configMaps, "c0", { data: { value: "2" } });
    await apiServer.create(configMaps, configMap("added"));
    await apiServer.delete(configMaps, "added");
    await expect.poll(() => values.get("c0")).toBe("2");
    await expect.poll(() => deleted).toEqual(["added"]);
  });

  it("goes on after kube-apiserver was killed", async () => {
    const { values, deleted, events } = await start();
    await controlPlane.killApiServer();
    await expect.poll(() => events.map(({ code }) => code)).toEqual(["watch_failed"]);
    await controlPlane.startApiServer();
    await apiServer.patch(configMaps, "c1", { data: { value: "2" } });
    await expect.poll(() => values.get("c1")).toBe("2");
    expect(values.size).toBe(50);
    expect(deleted).toEqual([]);
    expect(events.map(({ code }) => code)).toEqual(["watch_failed", "watch_recovered"]);
  });

  it("forgets nothing when etcd was compacted while kube-apiserver was away", async () => {
    const { values, deleted } = await start();
    const pages = countPages();
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "newer" } });
    await controlPlane.killApiServer();
    await controlPlane.compactEtcd();
    await controlPlane.startApiServer();
    await apiServer.delete(configMaps, "c2");
    await apiServer.create(configMaps, configMap("c2", "another"));
    await expect.poll(() => values.get("c2")).toBe("another");
    expect(pages()).toBeGreaterThan(0);
    expect(deleted).toEqual(["c2"]);
    expect(values.size).toBe(50);
  });

  // The API server sends a bookmark each minute.
  it.skipIf(isShort)(
    "goes on from a bookmark, when the connection is cut",
    { timeout: 200_000 },
    async () => {
      const clients: Socket[] = [];
      await using path = await listenOnLoopback(
        createServer((client) => {
          clients.push(client);
          forward(client, Number(new URL(url).port));
        }),
      );
      const cut = await openApiServer(`https://127.0.0.1:${path.port}`);
      const stream = vi.spyOn(cut, "stream");
      const versions = () => stream.mock.calls.map(([{ query }]) => Number(query?.resourceVersion));
      informer = startInformer(cut, configMaps, { onSet() {}, onDelete() {} }, { onLogEvent() {} });
      await informer.whenSynced();
      await expect.poll(versions).toHaveLength(1);
      const { lastContact } = informer;
      await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "much-newer" } });
      const isMinuteOver = () => (informer?.lastContact ?? 0) > lastContact + 30_000;
      await expect.poll(isMinuteOver, { timeout: 150_000 }).toBe(true);
      for (const client of clients) {
        client.destroy();
      }
      await expect.poll(versions).toHaveLength(2);
      const [first = 0, second = 0] = versions();
      expect(second).toBeGreaterThan(first);
      cut.close();
    },
  );

  it("lists again if the API server has not reached its version, as after a restore of etcd", async () => {
    const request = apiServer.request.bind(apiServer);
    const pages = vi.spyOn(apiServer, "request").mockImplementation(async (list) => {
      const { status, body } = await request(list);
      const { metadata, ...rest } = JSON.parse(body.toString());
      const content = { ...rest, metadata: { ...metadata, resourceVersion: "999999999" } };
      return { status, body: Buffer.from(JSON.stringify(content)) };
    });
    const cut = new AbortController();
    const stream = apiServer.stream.bind(apiServer);
    const watches = vi.spyOn(apiServer, "stream").mockImplementationOnce((watch) => {
      const signals = [watch.signal, cut.signal].filter((signal) => signal !== undefined);
      return stream({ ...watch, signal: AbortSignal.any(signals) });
    });
    const { values } = await start();
    pages.mockRestore();
    await expect.poll(() => watches.mock.settledResults.length).toBe(1);
    await apiServer.create(configMaps, configMap("missed"));
    // The reason for all this: such a watch gets neither an event nor an error.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(values.has("missed")).toBe(false);
    expect(watches).toHaveBeenCalledOnce();
    cut.abort(new Error("cut"));
    await expect.poll(() => values.has("missed"), { timeout: 60_000 }).toBe(true);
  });

  it("tells conflicts of updates and of field managers from other failures", async () => {
    const first = await apiServer.get<ConfigMap>(configMaps, "c3");
    await expect(apiServer.create(configMaps, configMap("c3"))).rejects.toMatchObject({
      code: "already_exists",
    });
    await apiServer.update(configMaps, { ...first, data: { value: "2" } });
    await expect(apiServer.update(configMaps, first)).rejects.toMatchObject({ code: "conflict" });
    await expect(apiServer.get(configMaps, "none")).rejects.toMatchObject({ code: "not_found" });
    const invalid = { ...configMap("c3"), data: { "not a key!": "1" } };
    await expect(apiServer.create(configMaps, { ...invalid, metadata: { name: "c" } })).rejects.toMatchObject(
      {
        code: "invalid",
        reason: "Invalid",
      },
    );
    await apiServer.apply(configMaps, configMap("applied", "a"), { fieldManager: "one" });
    const other = apiServer.apply(configMaps, configMap("applied", "b"), { fieldManager: "two" });
    await expect(other).rejects.toMatchObject({ code: "conflict", reason: "Conflict" });
    const options = { fieldManager: "two", force: true };
    expect((await apiServer.apply(configMaps, configMap("applied", "b"), options)).data).toEqual({
      value: "b",
    });
    await apiServer.delete(configMaps, "applied");
    const uid = "11111111-2222-4333-8444-555555555555";
    await expect(apiServer.delete(configMaps, "c3", { uid })).rejects.toMatchObject({ code: "conflict" });
  });

  it("writes events that kubectl shows", async () => {
    const { metadata } = await apiServer.get(configMaps, "c4");
    const recorder = new EventRecorder(apiServer, {
      reportingController: "eks-auth.dev/test",
      reportingInstance: "test",
    });
    const { name, uid } = metadata;
    await recorder.record({
      regarding: { apiVersion: "v1", kind: "ConfigMap", namespace, name, uid },
      type: "Warning",
      reason: "NotAllowed",
      action: "AssumeRole",
      note: "Ask an administrator.",
    });
    const events = await kubectl.run("events", "--namespace", namespace);
    expect(events).toMatch(/Warning +NotAllowed +ConfigMap\/c4 +Ask an administrator/);
  });

  it("reports that a permission is missing, and syncs once it is granted", async () => {
    const poor = await openApiServer(url, "unprivileged");
    const events: InformerLogEvent[] = [];
    const handler = { onSet: () => {}, onDelete: () => {} };
    informer = startInformer(poor, configMaps, handler, { onLogEvent: (event) => events.push(event) });
    await expect.poll(() => events.length).toBe(1);
    expect(events[0]?.message).toMatch(/answered 403.*cannot list resource "configmaps".*Grant the verb/);
    await kubectl.run(
      ...["create", "clusterrole", "read-config-maps", "--verb=list,watch", "--resource=configmaps"],
    );
    await kubectl.run(
      ...["create", "rolebinding", "read", "--clusterrole=read-config-maps", "--user=unprivileged"],
      ...["--namespace", namespace],
    );
    await informer.whenSynced();
    poor.close();
  });
});

/** Connects a client to a port of this machine. */
function forward(client: Socket, port: number): void {
  const server = connect(port, "127.0.0.1");
  client.pipe(server).pipe(client);
  client.on("error", () => server.destroy());
  server.on("error", () => client.destroy());
}
