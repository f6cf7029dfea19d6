import { describe, expect, test } from "vitest";
import { findOptOut, injectPod } from "../../src/injection/inject-pod.ts";
import { readPod } from "../../src/injection/pod.ts";
import type { InjectionSettings } from "../../src/injection/settings.ts";
import { applyPatch } from "../support/apply-patch.ts";
import { defaultSettings } from "../support/settings.ts";

const name = "eks-pod-identity-token";
const mountPath = "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount";
const mount = { name, readOnly: true, mountPath };
const uri = { name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", value: "http://169.254.170.23/v1/credentials" };
const file = { name: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", value: `${mountPath}/${name}` };
const volume = {
  name,
  projected: {
    sources: [
      { serviceAccountToken: { audience: "pods.eks.amazonaws.com", expirationSeconds: 86_400, path: name } },
    ],
  },
};
const label = { "eks.amazonaws.com/pod-identity": "enabled" };

interface Parts {
  readonly metadata?: object;
  readonly spec?: object;
  readonly app?: object;
}

function makePod({ metadata, spec, app }: Parts = {}) {
  return {
    metadata: { name: "cart-0", ...metadata },
    spec: { containers: [{ name: "app", image: "app", ...app }], ...spec },
  };
}

function inject(raw: object, settings: Partial<InjectionSettings> = {}) {
  const result = injectPod(readPod(raw), { ...defaultSettings, ...settings });
  return { ...result, pod: result.outcome === "injected" ? applyPatch(raw, result.patch) : raw };
}

describe("a pod gets variables, mount, volume and label", () => {
  test("in each container and init container", () => {
    const sidecar = { name: "proxy", image: "proxy", restartPolicy: "Always" };
    const { pod, warnings } = inject(
      makePod({ spec: { initContainers: [{ name: "init", image: "init" }, sidecar] } }),
    );
    const added = { env: [uri, file], volumeMounts: [mount] };
    expect(pod).toEqual({
      metadata: { name: "cart-0", labels: label },
      spec: {
        volumes: [volume],
        initContainers: [
          { name: "init", image: "init", ...added },
          { ...sidecar, ...added },
        ],
        containers: [{ name: "app", image: "app", ...added }],
      },
    });
    expect(warnings).toEqual([]);
  });

  test("after those that it has", () => {
    const own = { env: [{ name: "PATH", value: "/" }], volumeMounts: [{ name: "data", mountPath: "/data" }] };
    const { pod } = inject(
      makePod({
        metadata: { labels: { app: "cart" } },
        app: own,
        spec: { volumes: [{ name: "data", emptyDir: {} }], hostNetwork: true },
      }),
    );
    expect(pod).toMatchObject({
      metadata: { labels: { app: "cart", ...label } },
      spec: {
        hostNetwork: true,
        volumes: [{ name: "data", emptyDir: {} }, volume],
        containers: [{ env: [...own.env, uri, file], volumeMounts: [...own.volumeMounts, mount] }],
      },
    });
  });

  test.each([
    ["os", { os: { name: "windows" } }],
    ["node selector", { nodeSelector: { "kubernetes.io/os": "windows" } }],
    ["old node selector", { nodeSelector: { "beta.kubernetes.io/os": "windows" } }],
  ])("with a path of Windows by %s", (_what, spec) => {
    const value = `C:\\var\\run\\secrets\\pods.eks.amazonaws.com\\serviceaccount\\${name}`;
    expect(inject(makePod({ spec })).pod).toMatchObject({
      spec: { containers: [{ env: [uri, { ...file, value }], volumeMounts: [mount] }] },
    });
  });

  test("with region and STS endpoints, if they are set, in the order of AWS's webhook", () => {
    const { pod } = inject(makePod(), {
      region: "eu-west-1",
      regionalSts: true,
      credentialsUrl: "http://[fd00:ec2::23]/v1/credentials",
    });
    expect(pod).toMatchObject({
      spec: {
        containers: [
          {
            env: [
              { name: "AWS_STS_REGIONAL_ENDPOINTS", value: "regional" },
              { name: "AWS_DEFAULT_REGION", value: "eu-west-1" },
              { name: "AWS_REGION", value: "eu-west-1" },
              { ...uri, value: "http://[fd00:ec2::23]/v1/credentials" },
              file,
            ],
          },
        ],
      },
    });
  });

  test.each([
    ["3600", 3600, 0],
    ["5", 600, 0],
    ["172800", 86_400, 0],
    ["1h", 43_200, 1],
  ])("with the lifetime that the annotation %s gives the token", (text, expirationSeconds, count) => {
    const annotations = { "eks.amazonaws.com/token-expiration": text };
    const { pod, warnings } = inject(makePod({ metadata: { annotations } }), {
      tokenExpirationSeconds: 43_200,
    });
    expect(pod).toMatchObject({
      spec: { volumes: [{ projected: { sources: [{ serviceAccountToken: { expirationSeconds } }] } }] },
    });
    expect(warnings).toHaveLength(count);
  });
});

describe("a container keeps its own", () => {
  test.each([uri.name, file.name])("%s, and gets the mount, but not the other variable", (variable) => {
    const env = [{ name: variable, value: "own" }];
    expect(inject(makePod({ app: { env } })).pod).toMatchObject({
      spec: { containers: [{ env, volumeMounts: [mount] }] },
    });
  });

  test.each(["AWS_REGION", "AWS_DEFAULT_REGION"])("%s, and does not get the other one", (variable) => {
    const env = [{ name: variable, value: "own" }];
    expect(inject(makePod({ app: { env } }), { region: "eu-west-1" }).pod).toMatchObject({
      spec: { containers: [{ env: [...env, uri, file] }] },
    });
  });

  test("credentials of another source, and a warning names them", () => {
    const env = [{ name: "AWS_ACCESS_KEY_ID", value: "AKIDEXAMPLE" }];
    const { pod, warnings } = inject(makePod({ app: { env } }));
    expect(pod).toMatchObject({ spec: { containers: [{ env: [...env, uri, file] }] } });
    expect(warnings).toEqual([expect.stringContaining('"app" sets AWS_ACCESS_KEY_ID')]);
  });

  test("mount of the volume at another path", () => {
    const other = { name, mountPath: "/other" };
    expect(inject(makePod({ app: { volumeMounts: [other] } })).pod).toMatchObject({
      spec: { volumes: [volume], containers: [{ volumeMounts: [other, mount] }] },
    });
  });

  test("mount of a volume that the pod does not have yet", () => {
    expect(inject(makePod({ app: { volumeMounts: [mount] } })).pod).toMatchObject({
      spec: { volumes: [volume], containers: [{ env: [uri, file], volumeMounts: [mount] }] },
    });
  });

  test("volume with the same token, whatever its name is", () => {
    const volumes = [{ ...volume, name: "own" }];
    const volumeMounts = [{ name: "own", mountPath: `${mountPath}/` }];
    expect(inject(makePod({ app: { volumeMounts }, spec: { volumes } })).pod).toMatchObject({
      spec: { volumes, containers: [{ env: [uri, file], volumeMounts }] },
    });
  });
});

describe("a container gets nothing", () => {
  test.each(["app", "a,app", "a, app ", '"app"'])("if the annotation names it: %s", (text) => {
    const annotations = { "eks.amazonaws.com/skip-containers": text };
    const spec = { containers: [{ name: "app" }, { name: "other" }] };
    const { pod } = inject(makePod({ metadata: { annotations }, spec }));
    expect(pod).toMatchObject({
      spec: { containers: [{ name: "app" }, { name: "other", env: [uri, file] }] },
    });
    expect(pod).not.toHaveProperty("spec.containers[0].env");
  });

  test.each([
    ["another volume", { volumeMounts: [{ name: "data", mountPath }] }],
    ["a part of a volume", { volumeMounts: [{ name, mountPath, subPath: "a" }] }],
    ["a device", { volumeDevices: [{ name: "data", devicePath: mountPath }] }],
  ])("if it has %s at the path", (_what, app) => {
    const spec = { volumes: [{ name: "data", emptyDir: {} }] };
    expect(inject(makePod({ app, spec }))).toMatchObject({
      outcome: "skipped",
      reason: "no_container",
      warnings: [expect.stringContaining('"app" has another volume at')],
    });
  });
});

describe("a container whose token the node could not mount is left as it is, and one like it is not", () => {
  const parent = "/var/run/secrets/pods.eks.amazonaws.com";
  const data = (mountPath: string, more?: object) => ({
    volumeMounts: [{ name: "data", mountPath, ...more }],
  });
  const writable = { emptyDir: {} };

  test.each([
    ["a volume below", data(`${mountPath}/extra`), writable],
    ["a file below", data(`${mountPath}/extra.pem`, { subPath: "extra.pem" }), writable],
    ["a device below", { volumeDevices: [{ name: "data", devicePath: `${mountPath}/device` }] }, writable],
    ["a read-only mount above", data(parent, { readOnly: true }), writable],
    ["a Secret above", data("/var/run/secrets/"), { secret: { secretName: "a" } }],
    ["a ConfigMap above", data("//var/run"), { configMap: { name: "a" } }],
    ["a read-only claim above", data("/var"), { persistentVolumeClaim: { claimName: "a", readOnly: true } }],
  ])("%s", (_what, app, source) => {
    const raw = makePod({ app, spec: { volumes: [{ name: "data", ...source }] } });
    expect(inject(raw)).toMatchObject({
      outcome: "skipped",
      reason: "no_container",
      warnings: [expect.stringContaining('"app" has a volume below')],
    });
  });

  test.each([
    ["a writable volume above", data(parent), writable],
    ["a volume with a similar path", data(`${mountPath}-2`), writable],
    ["a Secret next to it", data(`${parent}/other`), { secret: { secretName: "a" } }],
  ])("%s", (_what, app, source) => {
    const volumes = [{ name: "data", ...source }];
    expect(inject(makePod({ app, spec: { volumes } })).pod).toMatchObject({
      spec: { volumes: [...volumes, volume], containers: [{ volumeMounts: [...app.volumeMounts, mount] }] },
    });
  });
});

describe("a pod is not changed", () => {
  test.each([
    ["opted_out", { annotations: { "eks-auth.dev/inject": "false" } }],
    ["opted_out", { labels: { "eks.amazonaws.com/skip-pod-identity-webhook": "" } }],
    ["mirror_pod", { annotations: { "kubernetes.io/config.mirror": "a" } }],
    ["no_container", { annotations: { "eks.amazonaws.com/skip-containers": "app" } }],
  ])("%s: %j", (reason, metadata) => {
    const raw = makePod({ metadata });
    expect(inject(raw)).toEqual({ outcome: "skipped", reason, warnings: [], pod: raw });
    expect(findOptOut(readPod(raw)) ?? "no_container").toBe(reason);
  });

  test("if it has another volume with the name", () => {
    const spec = { volumes: [{ name, emptyDir: {} }] };
    expect(inject(makePod({ spec }))).toMatchObject({
      outcome: "skipped",
      reason: "volume_conflict",
      warnings: [expect.stringContaining(`another volume with the name ${name}`)],
    });
  });

  test("if it has everything", () => {
    expect(inject(inject(makePod()).pod)).toMatchObject({ outcome: "unchanged", warnings: [] });
  });
});

test("an annotation with another value than false gives a warning", () => {
  const annotations = { "eks-auth.dev/inject": "no" };
  expect(inject(makePod({ metadata: { annotations } }))).toMatchObject({
    outcome: "injected",
    warnings: [expect.stringContaining("has no effect")],
  });
});

test("another webhook's container gets the rest on a second call", () => {
  const first = inject(makePod()).pod as ReturnType<typeof makePod>;
  const raw = {
    ...first,
    spec: { ...first.spec, containers: [...first.spec.containers, { name: "added" }] },
  };
  expect(inject(raw)).toMatchObject({
    outcome: "injected",
    patch: [{ path: "/spec/containers/1/env" }, { path: "/spec/containers/1/volumeMounts" }],
  });
});

test.each([
  [{}, "default"],
  [{ serviceAccountName: "" }, "default"],
  [{ serviceAccount: "old" }, "old"],
  [{ serviceAccountName: "cart", serviceAccount: "old" }, "cart"],
])("the service account of %j is %s", (spec, serviceAccount) => {
  expect(readPod(makePod({ spec })).serviceAccount).toBe(serviceAccount);
});
