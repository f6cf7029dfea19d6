import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import { json } from "node:stream/consumers";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  associationOf,
  clusterAssociationOf,
  installDefinitions,
} from "../../../src/associations/install-associations.ts";
import { auditFlags } from "../../../src/chart/used-rights.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import {
  clientConfigOf,
  createServerCertificate,
  WebhookProcess,
  webhookUser,
} from "../../../src/webhook/webhook-process.ts";

const folder = useTempFolder("eks-auth-pods");
const auditFolder = await makeTempFolder("eks-auth-audit");
const auditLog = auditFolder.resolve("audit.jsonl");
const policy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [{ level: "Metadata", resources: [{ group: "", resources: ["pods"] }] }, { level: "None" }],
};
const policyFile = await auditFolder.write("policy.yaml", JSON.stringify(policy));

const controlPlane = await prepareOrSkip("the webhook with a real API server", () =>
  startControlPlane({ users: [{ name: webhookUser }], flags: auditFlags(policyFile, auditLog) }),
);

afterAll(() => auditFolder.remove());

const token = "eks-pod-identity-token";
const mountPath = "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount";
const mount = { name: token, readOnly: true, mountPath };
const region = [
  { name: "AWS_DEFAULT_REGION", value: "eu-west-1" },
  { name: "AWS_REGION", value: "eu-west-1" },
];
const uri = { name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", value: "http://169.254.170.23/v1/credentials" };
const file = { name: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", value: `${mountPath}/${token}` };
const env = [...region, uri, file];
const source = {
  serviceAccountToken: { audience: "pods.eks.amazonaws.com", expirationSeconds: 86_400, path: token },
};
const volume = { name: token, projected: { sources: [source], defaultMode: 420 } };

interface Shape {
  readonly namespace?: string;
  readonly serviceAccount?: string | undefined;
  readonly metadata?: object;
  readonly spec?: object;
  readonly container?: object;
}

let count = 0;

function makePod({ serviceAccount = "cart", metadata, spec, container }: Shape) {
  count += 1;
  return {
    metadata: { name: `pod-${count}`, ...metadata },
    spec: {
      serviceAccountName: serviceAccount,
      containers: [{ name: "main", image: "registry.invalid/none", ...container }],
      ...spec,
    },
  };
}

describe.runIf(controlPlane)("a pod at a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl } = controlPlane;
  let webhook: WebhookProcess;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    for (const [name, labels] of Object.entries({
      shop: {},
      "team-a": {},
      restricted: { "pod-security.kubernetes.io/enforce": "restricted" },
    })) {
      await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
      for (const account of ["default", "cart", "worker-1", "none"]) {
        await kubectl.run("create", "serviceaccount", account, "--namespace", name);
      }
    }
    const roleArn = "arn:aws:iam::111122223333:role/cart";
    for (const namespace of ["shop", "restricted"]) {
      await associate(namespace, associationOf("cart", { serviceAccount: "cart", roleArn }));
    }
    await associate("shop", associationOf("workers", { serviceAccount: "worker-*", roleArn }));
    await associate("shop", associationOf("default", { serviceAccount: "default", roleArn }));
    await api.send("POST", "/apis/eks-auth.dev/v1alpha1/clusterpodidentityassociations", {
      body: clusterAssociationOf("teams", { namespace: "team-*", serviceAccount: "*", roleArn }),
    });
    webhook = await WebhookProcess.install(controlPlane);
    await webhook.waitUntilCalled("shop", "cart");
  });
  afterAll(async () => {
    await webhook?.[Symbol.asyncDispose]();
    await controlPlane.stop();
  });

  async function associate(namespace: string, body: object): Promise<void> {
    const path = `/apis/eks-auth.dev/v1alpha1/namespaces/${namespace}/podidentityassociations`;
    expect(await api.send("POST", path, { body })).toMatchObject({ status: 201 });
  }

  /** Creates a pod, and reads it back. */
  async function create(shape: Shape) {
    const { namespace = "shop" } = shape;
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const created = await api.send("POST", path, { body: makePod(shape) });
    expect(created).toMatchObject({ status: 201 });
    const { body } = await api.send("GET", `${path}/${created.body.metadata.name}`);
    return body;
  }

  /** The parts that the webhook can add. */
  function partsOf(pod: Awaited<ReturnType<typeof create>>) {
    const { initContainers = [], containers, volumes = [] } = pod.spec;
    return {
      containers: [...initContainers, ...containers].map(
        ({ name, env: variables, volumeMounts = [] }: typeof pod) => ({
          name,
          env: variables,
          mounts: volumeMounts.filter((one: typeof mount) => one.mountPath === mountPath),
        }),
      ),
      volumes: volumes.filter(({ name }: { name: string }) => name === token),
      label: pod.metadata.labels?.["eks.amazonaws.com/pod-identity"],
    };
  }

  const injected = (name: string) => ({ name, env, mounts: [mount] });
  const unchanged = (name: string) => ({ name, env: undefined, mounts: [] });
  const complete = { containers: [injected("main")], volumes: [volume], label: "enabled" };
  const untouched = { containers: [unchanged("main")], volumes: [], label: undefined };

  test.each<[string, Shape, object]>([
    ["with a container", {}, complete],
    [
      "with init containers and a sidecar",
      {
        spec: {
          initContainers: [
            { name: "init", image: "none" },
            { name: "sidecar", image: "none", restartPolicy: "Always" },
          ],
        },
      },
      { ...complete, containers: [injected("init"), injected("sidecar"), injected("main")] },
    ],
    [
      "with own variables",
      {
        container: {
          env: [
            { name: file.name, value: "/own" },
            { name: "AWS_REGION", value: "us-east-1" },
          ],
        },
      },
      {
        ...complete,
        containers: [
          {
            name: "main",
            env: [
              { name: file.name, value: "/own" },
              { name: "AWS_REGION", value: "us-east-1" },
            ],
            mounts: [mount],
          },
        ],
      },
    ],
    [
      "of Windows",
      { spec: { os: { name: "windows" }, nodeSelector: { "kubernetes.io/os": "windows" } } },
      {
        ...complete,
        containers: [
          {
            ...injected("main"),
            env: [...region, uri, { ...file, value: `C:${file.value.replaceAll("/", "\\")}` }],
          },
        ],
      },
    ],
    ["on the network of its node", { spec: { hostNetwork: true } }, complete],
    ["with the volume", { spec: { volumes: [{ name: token, projected: { sources: [source] } }] } }, complete],
    [
      "with another volume of the name",
      { spec: { volumes: [{ name: token, emptyDir: {} }] } },
      { ...untouched, volumes: [{ name: token, emptyDir: {} }] },
    ],
    [
      "with another volume at the path",
      {
        spec: { volumes: [{ name: "data", emptyDir: {} }] },
        container: { volumeMounts: [{ name: "data", mountPath }] },
      },
      { ...untouched, containers: [{ name: "main", env: undefined, mounts: [{ name: "data", mountPath }] }] },
    ],
    ["that opted out", { metadata: { annotations: { "eks-auth.dev/inject": "false" } } }, untouched],
    [
      "with the label of AWS's webhook",
      { metadata: { labels: { "eks.amazonaws.com/skip-pod-identity-webhook": "" } } },
      untouched,
    ],
    ["without an association", { serviceAccount: "none" }, untouched],
    ["with an association by a glob", { serviceAccount: "worker-1" }, complete],
    ["with a cluster-wide association", { namespace: "team-a", serviceAccount: "none" }, complete],
    ["without a service account", { serviceAccount: undefined }, complete],
    [
      "with a container to skip",
      {
        metadata: { annotations: { "eks.amazonaws.com/skip-containers": "main" } },
        spec: { initContainers: [{ name: "init", image: "none" }] },
      },
      { ...complete, containers: [injected("init"), unchanged("main")] },
    ],
    ["whose name the API server chooses", { metadata: { name: undefined, generateName: "cart-" } }, complete],
    [
      "in a namespace at the level restricted",
      {
        namespace: "restricted",
        spec: { securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } } },
        container: { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } },
      },
      complete,
    ],
  ])("%s", async (_title, shape, expected) => {
    const { serviceAccount } = shape;
    const spec = "serviceAccount" in shape && serviceAccount === undefined ? { serviceAccountName: "" } : {};
    expect(partsOf(await create({ ...shape, spec: { ...shape.spec, ...spec } }))).toEqual(expected);
  });

  test("that is the mirror of a static pod is not sent to the webhook", async () => {
    const before = await webhook.readMetric("eks_auth_webhook_reviews_total");
    await create({
      metadata: { annotations: { "kubernetes.io/config.mirror": "a" } },
      spec: { serviceAccountName: "", automountServiceAccountToken: false, nodeName: "lab-node" },
    });
    await create({ metadata: { annotations: { "eks-auth.dev/inject": "false" } } });
    expect(await webhook.readMetric("eks_auth_webhook_reviews_total")).toBe(before);
  });

  test("and its association, created at the same time", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `together-${index}`);
    for (const name of names) {
      await kubectl.run("create", "serviceaccount", name, "--namespace", "shop");
    }
    const roleArn = "arn:aws:iam::111122223333:role/cart";
    for (const name of names) {
      await associate("shop", associationOf(name, { serviceAccount: name, roleArn }));
      expect(partsOf(await create({ serviceAccount: name }))).toEqual(complete);
    }
  });

  test("gets a warning that kubectl shows", async () => {
    const pod = makePod({ container: { env: [{ name: "AWS_ACCESS_KEY_ID", value: "AKIDEXAMPLE" }] } });
    const manifest = JSON.stringify({ apiVersion: "v1", kind: "Pod", ...pod });
    const path = await folder.write("pod.json", manifest);
    const { stderr, exitCode } = await kubectl.try("create", "--namespace", "shop", "--filename", path);
    expect({ stderr, exitCode }).toEqual({
      stderr: expect.stringMatching(/^Warning: eks-auth: container "main" sets AWS_ACCESS_KEY_ID/),
      exitCode: 0,
    });
  });

  test("is in the audit log with the outcome and its reason", async () => {
    const readOutcome = async ({ metadata: { name } }: Awaited<ReturnType<typeof create>>) => {
      const lines = (await readFile(auditLog, "utf8"))
        .split("\n")
        .filter((line) => line.includes(`"${name}"`));
      const { annotations } = JSON.parse(lines.find((line) => line.includes('"verb":"create"')) ?? "{}");
      return [annotations["pods.eks-auth.dev/outcome"], annotations["pods.eks-auth.dev/reason"]];
    };
    expect(await readOutcome(await create({}))).toEqual(["injected", undefined]);
    expect(await readOutcome(await create({ serviceAccount: "none" }))).toEqual([
      "skipped",
      "no_association",
    ]);
  });

  test("gets the rest if another webhook adds a container afterwards", async () => {
    const { certificate, privateKey } = createServerCertificate("other");
    const addContainer = createServer({ cert: certificate, key: privateKey }, async (request, response) => {
      const {
        apiVersion,
        kind,
        request: review,
      } = (await json(request)) as {
        apiVersion: string;
        kind: string;
        request: { uid: string; object: { spec: { containers: { name: string }[] } } };
      };
      const has = review.object.spec.containers.some(({ name }) => name === "added");
      const patch = [{ op: "add", path: "/spec/containers/-", value: { name: "added", image: "none" } }];
      const change = { patchType: "JSONPatch", patch: Buffer.from(JSON.stringify(patch)).toString("base64") };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          apiVersion,
          kind,
          response: { uid: review.uid, allowed: true, ...(has ? {} : change) },
        }),
      );
    });
    await using other = await listenOnLoopback(addContainer);
    await kubectl.create({
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "MutatingWebhookConfiguration",
      metadata: { name: "zz-other" },
      webhooks: [
        {
          name: "other.example.org",
          clientConfig: clientConfigOf(`${other.url}/`),
          rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
          objectSelector: { matchLabels: { other: "yes" } },
          sideEffects: "None",
          admissionReviewVersions: ["v1"],
        },
      ],
    });
    const expected = { ...complete, containers: [injected("main"), injected("added")] };
    await vi.waitFor(
      async () => expect(partsOf(await create({ metadata: { labels: { other: "yes" } } }))).toEqual(expected),
      { timeout: 60_000 },
    );
    await kubectl.run("delete", "mutatingwebhookconfiguration", "zz-other");
  });

  test("is created while the webhook is down, and the API server counts it", async () => {
    const before = await webhook.countFailOpen();
    await webhook.kill();
    expect(partsOf(await create({}))).toEqual(untouched);
    expect(await webhook.countFailOpen()).toBe(before + 1);
    const { body } = await api.send("GET", "/metrics");
    expect(body).toMatch(
      /^apiserver_admission_webhook_fail_open_count\{name="pods\.eks-auth\.dev",type="admit"\} /m,
    );
    await webhook.start();
    await vi.waitFor(async () => expect(partsOf(await create({}))).toEqual(complete), { timeout: 60_000 });
  });
});
