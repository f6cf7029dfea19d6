import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RenderedObject, renderChart, requiredValues } from "../../../src/chart/helm.ts";
import {
  formatRight,
  listRights,
  parseRight,
  type Right,
  type RightParts,
} from "../../../src/chart/rights.ts";
import { agentOnly } from "../../../src/chart/variants.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";

/** Every right of a service account of the chart, and what it is for. */
const serve: readonly (readonly [Right, string])[] = [
  ["get eks-auth.dev/podidentityassociations", "its current status, before another one is written"],
  ["get eks-auth.dev/clusterpodidentityassociations", "the same"],
  ["list eks-auth.dev/podidentityassociations", "the associations"],
  ["watch eks-auth.dev/podidentityassociations", "their changes"],
  ["list eks-auth.dev/clusterpodidentityassociations", "the associations of administrators"],
  ["watch eks-auth.dev/clusterpodidentityassociations", "their changes"],
  ["list namespaces", "their annotations, which allow roles"],
  ["watch namespaces", "changes of them"],
  ["patch eks-auth.dev/podidentityassociations/status", "whether pods get the role, and why not"],
  ["patch eks-auth.dev/clusterpodidentityassociations/status", "the same"],
  ["create events.k8s.io/events", "why an association is refused, for its owner"],
  ["patch events.k8s.io/events", "how often it was"],
  ["get /.well-known/openid-configuration", "the issuer of tokens"],
  ["get /openid/v1/jwks", "the keys of tokens"],
];
const serveHere: typeof serve = [
  ...serve,
  ["list configmaps:eks-auth-deny-list in eks-auth", "the deny list"],
  ["watch configmaps:eks-auth-deny-list in eks-auth", "its changes"],
];
const review: (typeof serve)[number] = [
  "create authentication.k8s.io/tokenreviews",
  "whether a token's pod still exists, with cluster.revocation",
];
const changes: typeof serve = [
  ["create eks-auth.dev/clusterpodidentityassociations", "new associations, with cluster.changeAssociations"],
  ["update eks-auth.dev/clusterpodidentityassociations", "changes of them"],
  ["delete eks-auth.dev/clusterpodidentityassociations", "associations that are deleted"],
  ["update eks-auth.dev/podidentityassociations", "changes of those of a namespace"],
  ["delete eks-auth.dev/podidentityassociations", "the same"],
];
const webhook: typeof serve = [
  ["list eks-auth.dev/podidentityassociations", "which service accounts have an association"],
  ["watch eks-auth.dev/podidentityassociations", "changes of them"],
  ["list eks-auth.dev/clusterpodidentityassociations", "the same, of administrators"],
  ["watch eks-auth.dev/clusterpodidentityassociations", "changes of them"],
];
const certificates: typeof serve = [
  ...["eks-auth-ca", "eks-auth-webhook-tls", "eks-auth-serve-tls"].flatMap(
    (secret) =>
      [
        [`get secrets:${secret} in eks-auth`, "the current keys and certificates"],
        [`patch secrets:${secret} in eks-auth`, "new ones"],
      ] as const,
  ),
  ["get configmaps:eks-auth-ca in eks-auth", "the authorities that agents trust"],
  ["patch configmaps:eks-auth-ca in eks-auth", "new ones"],
  [
    "get admissionregistration.k8s.io/mutatingwebhookconfigurations:eks-auth",
    "the authorities that the API server trusts",
  ],
  ["patch admissionregistration.k8s.io/mutatingwebhookconfigurations:eks-auth", "new ones"],
];

const verbs = [
  ...["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
  ...["set", "impersonate", "bind", "escalate"],
];

/** What Kubernetes allows every service account: to ask about itself. */
const everyAccount: readonly RightParts[] = [
  ...["selfsubjectaccessreviews", "selfsubjectrulesreviews"].map((resource) => ({
    verb: "create",
    group: "authorization.k8s.io",
    resource,
  })),
  { verb: "create", group: "authentication.k8s.io", resource: "selfsubjectreviews" },
];

const controlPlane = await prepareOrSkip("rights of the chart", startControlPlane);

const names = (rights: typeof serve): Right[] => rights.map(([right]) => right).sort();

describe.runIf(controlPlane)("the chart's roles", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl } = controlPlane;
  afterAll(() => controlPlane.stop());

  test.each<[string, object, Record<string, Right[]>]>([
    ["by default", {}, { serve: names(serveHere), webhook: names([...webhook, ...certificates]) }],
    [
      "with token reviews",
      { cluster: { ...requiredValues.cluster, revocation: "tokenReview" } },
      { serve: names([...serveHere, review]), webhook: names([...webhook, ...certificates]) },
    ],
    [
      "with changes of associations",
      { cluster: { ...requiredValues.cluster, changeAssociations: true } },
      { serve: names([...serveHere, ...changes]), webhook: names([...webhook, ...certificates]) },
    ],
    [
      "with cert-manager",
      { certificates: { source: "certManager" } },
      { serve: names(serveHere), webhook: names(webhook) },
    ],
    [
      "for a service in another cluster",
      { ...agentOnly, remoteService: { enabled: true } },
      {
        serve: names(serve),
        webhook: names([...webhook, ...certificates]).filter((right) => !right.includes("serve-tls")),
      },
    ],
  ])("have exactly these verbs %s", async (_, values, rights) => {
    const objects = await renderChart(values);
    for (const component of ["serve", "webhook", "agent", "test"]) {
      expect([component, listRights(objects, `eks-auth-${component}`)]).toEqual([
        component,
        rights[component] ?? [],
      ]);
    }
  });

  test("give owners of a namespace its associations, but neither their status nor those of the cluster", async () => {
    const objects = await renderChart();
    const people = objects.filter(
      ({ kind, metadata }) => kind === "ClusterRole" && !/-(serve|webhook)$/.test(metadata.name),
    );
    const view = ["get", "list", "watch"];
    const ofNamespace = { apiGroups: ["eks-auth.dev"], resources: ["podidentityassociations"] };
    const setRoles = { apiGroups: ["eks-auth.dev"], resources: ["allowedroles"], verbs: ["set"] };
    const summary = people.map(({ metadata, rules }) => [
      metadata.name,
      Object.keys(metadata.labels)
        .filter((label) => label.startsWith("rbac.authorization.k8s.io/"))
        .sort(),
      rules,
    ]);
    const label = (role: string) => `rbac.authorization.k8s.io/aggregate-to-${role}`;
    const edit = [...view, "create", "update", "patch", "delete", "deletecollection"];
    expect(summary.sort()).toEqual([
      ["eks-auth-edit", [label("edit"), label("admin")].sort(), [{ ...ofNamespace, verbs: edit }]],
      ["eks-auth-set-roles", [], [setRoles]],
      ["eks-auth-view", [label("view")], [{ ...ofNamespace, verbs: view }]],
    ]);
    expect(objects.filter(({ roleRef }) => /edit|view|set-roles/.test(roleRef?.name))).toEqual([]);
  });

  describe("at an API server", () => {
    let resources: readonly Pick<RightParts, "group" | "resource">[];

    beforeAll(async () => {
      const objects = await renderChart({
        cluster: { ...requiredValues.cluster, revocation: "tokenReview" },
      });
      await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "eks-auth" } });
      await kubectl.apply(
        ...objects.filter(({ kind }) => /Role|ServiceAccount|CustomResourceDefinition/.test(kind)),
      );
      await kubectl.run("wait", "crd", "--all", "--for=condition=Established", "--timeout=30s");
      resources = await listResources();
    });

    test.each<[string, Right[]]>([
      ["eks-auth-serve", names([...serveHere, review])],
      ["eks-auth-webhook", names([...webhook, ...certificates])],
      ["eks-auth-agent", []],
    ])("%s is allowed these, and refused every other verb of every resource", async (account, rights) => {
      // Every service account can read the issuer and its keys anyway, unless an administrator has removed that.
      const all = rights.filter((right) => !right.includes(" /")).map(parseRight);
      const named = all.filter(({ name }) => name !== undefined);
      const ofAllNames = all.filter(({ name }) => name === undefined);
      const asked = resources.flatMap((each) =>
        verbs.map((verb) => ({ verb, ...each, namespace: "eks-auth" })),
      );
      const others = named.map((each) => ({ ...each, name: "other" }));
      const elsewhere = all
        .filter(({ namespace }) => namespace)
        .map((each) => ({ ...each, namespace: "other" }));
      const [allowed, allowedNames, allowedOthers] = await Promise.all([
        listAllowed(account, asked),
        listAllowed(account, named),
        listAllowed(account, [...others, ...elsewhere]),
      ]);
      expect(allowed.sort()).toEqual(
        [...everyAccount, ...ofAllNames]
          .map((each) => formatRight({ ...each, namespace: "eks-auth" }))
          .sort(),
      );
      expect(allowedNames).toEqual(named.map(formatRight));
      expect(allowedOthers).toEqual([]);
    });

    test("requests with the tokens get the same answers", async () => {
      const token = async (name: string) =>
        (await kubectl.run("create", "token", name, "--namespace=eks-auth")).trim();
      const as = async (name: string) => api.withToken(await token(name));
      const [service, hook, agent] = await Promise.all(
        ["eks-auth-serve", "eks-auth-webhook", "eks-auth-agent"].map(as),
      );
      const isRefused = async (client: typeof api | undefined, path: string) =>
        (await client?.send("GET", path))?.status === 403;
      const secrets = "/api/v1/namespaces/eks-auth/secrets";
      const configMaps = "/api/v1/namespaces/eks-auth/configmaps";
      const associations = "/apis/eks-auth.dev/v1alpha1/podidentityassociations";
      expect({
        associations: await isRefused(service, associations),
        keys: await isRefused(service, "/openid/v1/jwks"),
        denyList: await isRefused(service, `${configMaps}?fieldSelector=metadata.name%3Deks-auth-deny-list`),
        configMaps: await isRefused(service, configMaps),
        secret: await isRefused(service, `${secrets}/eks-auth-serve-tls`),
        ownSecret: await isRefused(hook, `${secrets}/eks-auth-serve-tls`),
        foreignSecret: await isRefused(hook, `${secrets}/eks-auth-session-key`),
        agent: await isRefused(agent, associations),
      }).toEqual({
        associations: false,
        keys: false,
        denyList: false,
        configMaps: true,
        secret: true,
        ownSecret: false,
        foreignSecret: true,
        agent: true,
      });
      for (const client of [service, hook, agent]) {
        client?.close();
      }
    });

    /** Every resource that the API server has, and subresources. */
    async function listResources(): Promise<Pick<RightParts, "group" | "resource">[]> {
      const { body } = await api.send("GET", "/apis");
      const versions = body.groups.flatMap((group: RenderedObject) =>
        group.versions.map(({ groupVersion }: RenderedObject) => groupVersion as string),
      );
      const lists = await Promise.all(
        ["v1", ...versions].map(async (version: string) => {
          const [group = ""] = version === "v1" ? [] : version.split("/");
          const list = await api.send("GET", version === "v1" ? "/api/v1" : `/apis/${version}`);
          return list.body.resources.map(({ name }: RenderedObject) => ({ group, resource: name }));
        }),
      );
      const found = [{ group: "eks-auth.dev", resource: "allowedroles" }, ...lists.flat()];
      return [...new Map(found.map((each) => [`${each.group}/${each.resource}`, each])).values()];
    }

    /** Asks the API server for each right. A few requests at a time are faster. */
    async function listAllowed(account: string, rights: readonly RightParts[]): Promise<Right[]> {
      const allowed: Right[] = [];
      const rest = rights[Symbol.iterator]();
      const askRest = async (): Promise<void> => {
        for (const each of rest) {
          if (await isAllowed(account, each)) {
            allowed.push(formatRight(each));
          }
        }
      };
      await Promise.all(Array.from({ length: 8 }, askRest));
      return rights.map(formatRight).filter((right) => allowed.includes(right));
    }

    async function isAllowed(account: string, right: RightParts): Promise<boolean> {
      const { group, resource: path, ...rest } = right;
      const [resource, subresource] = path.split("/");
      const { status, body } = await api.send("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
        body: {
          apiVersion: "authorization.k8s.io/v1",
          kind: "SubjectAccessReview",
          spec: {
            user: `system:serviceaccount:eks-auth:${account}`,
            groups: ["system:serviceaccounts", "system:serviceaccounts:eks-auth", "system:authenticated"],
            resourceAttributes: { group, resource, subresource, ...rest },
          },
        },
      });
      expect(status).toBe(201);
      return body.status.allowed;
    }
  });
});
