import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { injectPod } from "../../src/injection/inject-pod.ts";
import { readPod } from "../../src/injection/pod.ts";
import { injectedNames, podSettings } from "../../src/injection/settings.ts";
import { applyPatch } from "../support/apply-patch.ts";
import { defaultSettings } from "../support/settings.ts";

interface RawContainer {
  readonly name: string;
  readonly env?: { readonly name: string; readonly value?: string }[] | null;
  readonly volumeMounts?:
    | { readonly name: string; readonly mountPath: string; readonly subPath?: string }[]
    | null;
  readonly volumeDevices?: { readonly name: string; readonly devicePath: string }[];
}

interface RawPod {
  readonly metadata: {
    readonly labels?: Record<string, string> | null;
    readonly annotations?: Record<string, string>;
  };
  readonly spec: {
    readonly containers: RawContainer[];
    readonly initContainers?: RawContainer[] | null;
    readonly volumes?:
      | { readonly name: string; readonly projected?: object; readonly emptyDir?: object }[]
      | null;
    readonly nodeSelector?: Record<string, string>;
    readonly [field: string]: unknown;
  };
}

const token = (audience: string, path: string) => ({ serviceAccountToken: { audience, path } });
const volumeNames = [injectedNames.volume, "own-token", "data"];
const volume = fc.record({
  name: fc.constantFrom(...volumeNames),
  source: fc.constantFrom(
    { emptyDir: {} },
    { projected: { sources: [token(injectedNames.audience, injectedNames.tokenFile)] } },
    { projected: { sources: [{ configMap: { name: "a" } }, token("sts.amazonaws.com", "token")] } },
  ),
});
const mountPath = fc.constantFrom(
  injectedNames.mountPath,
  `${injectedNames.mountPath}/`,
  "C:\\var\\run\\secrets\\pods.eks.amazonaws.com\\serviceaccount",
  "/data",
  "/var/run/secrets/pods.eks.amazonaws.com",
);
const variable = fc.constantFrom(
  ...["AWS_REGION", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"],
  ...["AWS_STS_REGIONAL_ENDPOINTS", "AWS_ACCESS_KEY_ID", "PATH"],
);

/** A container that the API server accepts, given volumes with all names. */
const container = fc.record(
  {
    env: fc.option(fc.array(fc.record({ name: variable, value: fc.string() }), { maxLength: 3 })),
    volumeMounts: fc.option(
      fc.uniqueArray(
        fc.record(
          {
            name: fc.constantFrom(...volumeNames),
            mountPath,
            subPath: fc.constantFrom("a", ""),
          },
          { requiredKeys: ["name", "mountPath"] },
        ),
        { selector: (mount) => mount.mountPath, maxLength: 3 },
      ),
    ),
    image: fc.string(),
    restartPolicy: fc.constant("Always"),
  },
  { requiredKeys: [] },
);

const pod: fc.Arbitrary<RawPod> = fc
  .record({
    labels: fc.option(
      fc.dictionary(fc.constantFrom("app", injectedNames.label, podSettings.skipLabel), fc.string()),
    ),
    annotations: fc.dictionary(
      fc.constantFrom(podSettings.inject, podSettings.skipContainers, podSettings.tokenExpiration, "other"),
      fc.constantFrom("false", "true", "c0", "c0, i1", "3600", "5", "x"),
    ),
    containers: fc.array(container, { minLength: 1, maxLength: 3 }),
    initContainers: fc.option(fc.array(container, { maxLength: 2 })),
    volumes: fc.uniqueArray(volume, { selector: ({ name }) => name, maxLength: 2 }),
    isWindows: fc.boolean(),
    other: fc.jsonValue(),
  })
  .map(({ labels, annotations, containers, initContainers, volumes, isWindows, other }) => {
    const names = new Set(volumes.map(({ name }) => name));
    // The webhook's own volume can be mounted without being there: it is there afterwards.
    const isThere = (name: string) => name === injectedNames.volume || names.has(name);
    const toContainer = (prefix: string) => (raw: object, index: number) => {
      const { volumeMounts, ...rest } = raw as Omit<RawContainer, "name">;
      const mounts = volumeMounts && { volumeMounts: volumeMounts.filter(({ name }) => isThere(name)) };
      return {
        name: `${prefix}${index}`,
        ...rest,
        ...(volumeMounts === undefined ? {} : (mounts ?? { volumeMounts: null })),
      };
    };
    return {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { labels, annotations },
      spec: {
        containers: containers.map(toContainer("c")),
        initContainers: initContainers?.map(toContainer("i")) ?? null,
        volumes: volumes.length === 0 ? null : volumes.map(({ name, source }) => ({ name, ...source })),
        ...(isWindows && { nodeSelector: { "kubernetes.io/os": "windows" } }),
        other,
      },
    };
  });

/** One container has the pod's own token; the other one mounts a part of the webhook's volume, which is not there. */
const podWithOwnVolume: RawPod = {
  metadata: {},
  spec: {
    containers: [
      { name: "c0", volumeMounts: [{ name: "own-token", mountPath: injectedNames.mountPath }] },
      {
        name: "c1",
        volumeMounts: [{ name: injectedNames.volume, mountPath: injectedNames.mountPath, subPath: "a" }],
      },
    ],
    volumes: [
      {
        name: "own-token",
        projected: { sources: [token(injectedNames.audience, injectedNames.tokenFile)] },
      },
    ],
  },
};

const settings = fc.record({
  credentialsUrl: fc.webUrl(),
  region: fc.option(fc.constant("eu-west-1"), { nil: undefined }),
  regionalSts: fc.boolean(),
  tokenExpirationSeconds: fc.integer({ min: 600, max: 86_400 }),
  isCompetingVariable: fc.constant(defaultSettings.isCompetingVariable),
});

function inject(raw: RawPod, with_: typeof defaultSettings) {
  const result = injectPod(readPod(raw), with_);
  return { result, changed: result.outcome === "injected" ? applyPatch(raw, result.patch) : raw };
}

/** What the API server would refuse. */
function findInvalid(raw: RawPod): string[] {
  const volumes = (raw.spec.volumes ?? []).map(({ name }) => name);
  return [
    ...volumes.filter((name, index) => volumes.indexOf(name) !== index).map((name) => `volume ${name} twice`),
    ...listContainers(raw).flatMap(({ name: container, volumeMounts }) => {
      const paths = (volumeMounts ?? []).map((mount) => mount.mountPath);
      return [
        ...(volumeMounts ?? [])
          .filter(({ name }) => !volumes.includes(name))
          .map(({ name }) => `${container} has no volume ${name}`),
        ...paths
          .filter((path, index) => paths.indexOf(path) !== index)
          .map((path) => `${container} ${path} twice`),
      ];
    }),
  ];
}

/** Whether a value has everything of another one: objects their members, lists their items, at the same places. */
function includesAll(value: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(value) && part.every((item, index) => includesAll(value[index], item));
  }
  if (typeof part === "object" && part !== null) {
    return Object.entries(part).every(
      ([key, item]) => item === null || includesAll((value as Record<string, unknown>)[key], item),
    );
  }
  return value === part;
}

describe("for any pod", () => {
  test("nothing of the pod is lost", () => {
    fc.assert(
      fc.property(pod, settings, (raw, with_) => {
        expect(includesAll(inject(raw, with_).changed, raw)).toBe(true);
      }),
    );
  });

  test("a second call changes nothing", () => {
    fc.assert(
      fc.property(pod, settings, (raw, with_) => {
        const { result, changed } = inject(raw, with_);
        const again = inject(changed, with_);
        expect(again.result.outcome).toBe(result.outcome === "injected" ? "unchanged" : result.outcome);
        expect(again.changed).toEqual(changed);
      }),
    );
  });

  test("the API server accepts the changed pod if it accepts the pod", () => {
    fc.assert(
      fc.property(pod, settings, (raw, with_) => {
        const missing = `has no volume ${injectedNames.volume}`;
        const before = findInvalid(raw).filter((problem) => !problem.endsWith(missing));
        fc.pre(before.length === 0);
        const { result, changed } = inject(raw, with_);
        const after = findInvalid(changed);
        // A pod that mounts the volume, but has it not, is not valid unless it is injected.
        expect(result.outcome === "injected" ? after : []).toEqual([]);
      }),
      { examples: [[podWithOwnVolume, { ...defaultSettings, region: undefined }]] },
    );
  });

  test("each container can reach the agent, or is as it was", () => {
    fc.assert(
      fc.property(pod, settings, (raw, with_) => {
        const before = listContainers(raw);
        for (const [index, container] of listContainers(inject(raw, with_).changed).entries()) {
          const names = (container.env ?? []).map(({ name }) => name);
          const isReady =
            credentialVariables.some((variable) => names.includes(variable)) &&
            (container.volumeMounts ?? []).some(({ mountPath: path }) => isTokenPath(path));
          expect(isReady || container).toEqual(isReady || before[index]);
        }
      }),
    );
  });
});

const credentialVariables = ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];

function listContainers({ spec }: RawPod): readonly RawContainer[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}

function isTokenPath(path: string): boolean {
  return path.replaceAll("\\", "/").replace(/\/$/, "").endsWith(injectedNames.mountPath);
}

test("any JSON is read as a pod or refused, and a pod is injected without an error", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (metadata, spec, whole) => {
      for (const value of [
        whole,
        { metadata, spec },
        { metadata: {}, spec: { containers: spec, volumes: metadata } },
      ]) {
        let read: ReturnType<typeof readPod>;
        try {
          read = readPod(value);
        } catch (error) {
          expect(error).toMatchObject({ name: "PodFormatError" });
          continue;
        }
        injectPod(read, defaultSettings);
      }
    }),
  );
});
