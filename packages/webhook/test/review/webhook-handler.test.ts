import { createNodeListener } from "@eks-auth/server-runtime/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createWebhookHandler, LookUpError, type PodReview } from "../../src/index.ts";
import { applyPatch } from "../support/apply-patch.ts";
import { defaultSettings } from "../support/settings.ts";

const has = vi.fn<(namespace: string, serviceAccount: string) => Promise<boolean>>();
const onReview = vi.fn<(review: PodReview) => void>();
const onError = vi.fn();
const onEnd = vi.fn();
const handler = createWebhookHandler({
  associations: { has },
  settings: defaultSettings,
  onReview,
  onError,
  onEnd,
});
const server = await listenOnLoopback(createNodeListener(handler));

beforeEach(() => {
  vi.resetAllMocks();
  has.mockResolvedValue(true);
});

const pod = {
  metadata: { generateName: "cart-" },
  spec: { serviceAccountName: "cart", containers: [{ name: "app" }] },
};

function createReview(request: object = {}, review: object = {}) {
  return {
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    request: {
      uid: "uid-1",
      resource: { group: "", version: "v1", resource: "pods" },
      operation: "CREATE",
      namespace: "shop",
      object: pod,
      ...request,
    },
    ...review,
  };
}

interface Reply {
  readonly apiVersion: string;
  readonly kind: string;
  readonly response: {
    readonly uid: string;
    readonly allowed: boolean;
    readonly patchType?: string;
    readonly patch?: string;
    readonly warnings: readonly string[];
    readonly auditAnnotations: object;
  };
}

async function send(
  body: object | string,
  { method = "POST", path = "/mutate?timeout=3s", type = "application/json" } = {},
) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { "content-type": type },
    ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

async function review(request?: object): Promise<Reply["response"]> {
  const { status, text } = await send(createReview(request));
  expect(status).toBe(200);
  const { apiVersion, kind, response } = JSON.parse(text) as Reply;
  expect({ apiVersion, kind, uid: response.uid, allowed: response.allowed }).toEqual({
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    uid: "uid-1",
    allowed: true,
  });
  return response;
}

describe("a review", () => {
  test("of a pod with an association gets a patch", async () => {
    const { patch = "", patchType, warnings, auditAnnotations } = await review();
    expect(patchType).toBe("JSONPatch");
    expect(applyPatch(pod, JSON.parse(Buffer.from(patch, "base64").toString()))).toMatchObject({
      spec: { containers: [{ name: "app", env: [{}, {}], volumeMounts: [{}] }], volumes: [{}] },
    });
    expect({ warnings, auditAnnotations }).toEqual({
      warnings: [],
      auditAnnotations: { outcome: "injected" },
    });
    expect(has).toHaveBeenCalledWith("shop", "cart");
    expect(onReview).toHaveBeenCalledExactlyOnceWith({
      outcome: "injected",
      reason: undefined,
      namespace: "shop",
      serviceAccount: "cart",
      pod: "cart-",
      warnings: [],
    });
    expect(onEnd).toHaveBeenCalledWith(expect.objectContaining({ status: 200 }));
  });

  test("of a pod without an association changes nothing", async () => {
    has.mockResolvedValue(false);
    const { patch, warnings, auditAnnotations } = await review();
    expect({ patch, warnings, auditAnnotations }).toEqual({
      patch: undefined,
      warnings: [],
      auditAnnotations: { outcome: "skipped", reason: "no_association" },
    });
  });

  test("of a pod with long names has the beginning of them", async () => {
    has.mockRejectedValue(new LookUpError("The API server could not be asked."));
    const long = "a".repeat(100_000);
    const object = { metadata: { name: long }, spec: { ...pod.spec, serviceAccountName: long } };
    const { warnings } = await review({ object });
    expect(warnings.join().length).toBeLessThan(1_000);
    const [[logged] = []] = onReview.mock.calls;
    expect([logged?.pod, logged?.serviceAccount]).toEqual([long.slice(0, 253), long.slice(0, 253)]);
  });

  test("of a pod that opted out looks nothing up", async () => {
    const metadata = { annotations: { "eks-auth.dev/inject": "false" } };
    const { auditAnnotations } = await review({ object: { ...pod, metadata } });
    expect(auditAnnotations).toEqual({ outcome: "skipped", reason: "opted_out" });
    expect(has).not.toHaveBeenCalled();
  });

  test.each([
    ["look_up_failed", new LookUpError("The API server could not be asked."), "could not be asked", 0],
    ["internal_error", new Error("canary"), "unexpected error; see its log", 1],
  ])("that fails by %s allows the pod, with a warning", async (reason, error, text, errors) => {
    has.mockRejectedValue(error);
    const { patch, warnings, auditAnnotations } = await review();
    expect(patch).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringMatching(new RegExp(`^eks-auth: .*service account cart.*${text}`)),
    ]);
    expect(warnings.join()).not.toContain("canary");
    expect(auditAnnotations).toEqual({ outcome: "failed", reason });
    expect(onReview.mock.calls.filter(([{ error }]) => error !== undefined)).toHaveLength(errors);
  });

  test.each([
    [{ operation: "UPDATE" }],
    [{ subResource: "ephemeralcontainers" }],
    [{ resource: { group: "apps", version: "v1", resource: "deployments" }, object: {} }],
  ])("of something else than a new pod changes nothing, with a warning: %j", async (request) => {
    const { patch, warnings, auditAnnotations } = await review(request);
    expect(patch).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining("only for pods that are created")]);
    expect(auditAnnotations).toEqual({ outcome: "skipped", reason: "not_a_new_pod" });
  });
});

test("bodies that do not end take no place from a review; the oldest of an address ends", async () => {
  const slow: RawConnection[] = [];
  for (let count = 0; count < 17; count++) {
    const connection = await RawConnection.open(server.port);
    slow.push(connection);
    await connection.write(
      "POST /mutate HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 4000000\r\n\r\n{",
    );
  }
  await expect.poll(() => slow[0]?.received).toContain("408 Request Timeout");
  await review();
  for (const connection of slow) {
    connection[Symbol.dispose]();
  }
});

describe("a malformed request", () => {
  test.each([
    ["no JSON", "{", "must be JSON"],
    ["an array", "[]", "AdmissionReview of admission.k8s.io/v1"],
    ["null", "null", "AdmissionReview of admission.k8s.io/v1"],
    [
      "an old version",
      createReview({}, { apiVersion: "admission.k8s.io/v1beta1" }),
      "admissionReviewVersions",
    ],
    ["another kind", createReview({}, { kind: "Pod" }), "AdmissionReview of admission.k8s.io/v1"],
    ["no request", createReview({}, { request: null }), "must have a uid"],
    ["no uid", createReview({ uid: "" }), "must have a uid"],
    ["no namespace", createReview({ namespace: undefined }), "the name of a namespace"],
    ["another path as its namespace", createReview({ namespace: ".." }), "the name of a namespace"],
    ["a namespace with a glob", createReview({ namespace: "*" }), "the name of a namespace"],
    ["a long namespace", createReview({ namespace: "a".repeat(64) }), "the name of a namespace"],
    ["no object", createReview({ object: null }), "must be a pod: the pod must be an object"],
    [
      "no pod",
      createReview({ object: { metadata: {}, spec: { containers: 1 } } }),
      "spec.containers must be a list",
    ],
  ])("is answered with 400 and what is wrong: %s", async (_what, body, message) => {
    const { status, text } = await send(body);
    expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining(message) });
    expect(onReview).not.toHaveBeenCalled();
  });

  test.each([
    [404, { path: "/" }],
    [405, { method: "GET" }],
    [415, { type: "text/plain" }],
  ])("is answered with %i: %j", async (status, options) => {
    expect(await send(createReview(), options)).toMatchObject({ status });
  });

  test("is answered with 413 if it is larger than 4 MiB", async () => {
    expect(await send(`"${"a".repeat(4 * 1_024 * 1_024)}"`)).toMatchObject({ status: 413 });
    expect(await send(createReview({ extra: "a".repeat(3 * 1_024 * 1_024) }))).toMatchObject({ status: 200 });
  });

  test.each([
    ["values", { extra: Array.from({ length: 100_001 }, () => 1) }, "at most 100000 values"],
    [
      "containers",
      { object: { metadata: {}, spec: { containers: Array.from({ length: 1_001 }, () => ({})) } } },
      "spec.containers must have at most 1000 containers",
    ],
  ])("is answered with 400 if it has too many %s", async (_what, request, message) => {
    const { status, text } = await send(createReview(request));
    expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining(message) });
  });

  test("never ends in an unexpected error", async () => {
    const value = fc.oneof(
      fc.json(),
      fc.jsonValue().map((object) => JSON.stringify(createReview({ object }))),
      fc.jsonValue().map((request) => JSON.stringify(createReview({}, { request }))),
      fc
        .tuple(fc.jsonValue(), fc.jsonValue())
        .map(([metadata, spec]) => JSON.stringify(createReview({ object: { metadata, spec } }))),
    );
    await fc.assert(
      fc.asyncProperty(value, async (body) => {
        expect([200, 400]).toContain((await send(body)).status);
      }),
    );
    expect(onError).not.toHaveBeenCalled();
    expect(onReview.mock.calls.filter(([{ outcome }]) => outcome === "failed")).toEqual([]);
  });
});
