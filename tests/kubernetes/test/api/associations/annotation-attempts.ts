import type { ApiClient, ApiResponse } from "../../../src/control-plane/api-client.ts";

export const annotation = "eks-auth.dev/allowed-roles";

/** A role that the annotation of `shop` does not allow. */
export const foreign = "arn:aws:iam::111122223333:role/foreign";

/** The path of the namespace. */
export const shop = "/api/v1/namespaces/shop";

export const mergePatch = "application/merge-patch+json";
const strategicPatch = "application/strategic-merge-patch+json";
const jsonPatch = "application/json-patch+json";
const applyPatch = "application/apply-patch+yaml";

/** A patch of the annotation; null removes it. */
export const patchOf = (value: string | null): object => ({
  metadata: { annotations: { [annotation]: value } },
});

/** A namespace with the annotation, and its metadata. */
export const named = (metadata: object): object => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { ...metadata, annotations: { [annotation]: foreign } },
});

/** Sends the namespace with a changed annotation. */
function put(path: string, change: (value: string) => string | undefined): Attempt {
  return async (client) => {
    const { body: namespace } = await client.send("GET", shop);
    const { [annotation]: old, ...others } = namespace.metadata.annotations;
    const value = change(old);
    const annotations = value === undefined ? others : { ...others, [annotation]: value };
    return client.send("PUT", path, {
      body: { ...namespace, metadata: { ...namespace.metadata, annotations } },
    });
  };
}

function patch(path: string, type: string, body: object): Attempt {
  return (client) => client.send("PATCH", path, { type, body });
}

function create(metadata: object): Attempt {
  return (client) => client.send("POST", "/api/v1/namespaces", { body: named(metadata) });
}

/** Changes the annotation as the user of the client. */
type Attempt = (client: ApiClient) => Promise<ApiResponse>;

const path = "/metadata/annotations/eks-auth.dev~1allowed-roles";

/** Ways to set, change or remove the annotation. */
export const attempts: readonly (readonly [title: string, attempt: Attempt])[] = [
  ["an update", put(shop, () => foreign)],
  ["an update that removes it", put(shop, () => undefined)],
  ["an update that empties it", put(shop, () => "")],
  ["an update of spaces only", put(shop, (old) => `${old} `)],
  ["a merge patch", patch(shop, mergePatch, patchOf(foreign))],
  ["a merge patch that removes it", patch(shop, mergePatch, patchOf(null))],
  ["a strategic merge patch", patch(shop, strategicPatch, patchOf(foreign))],
  ["a strategic merge patch that removes it", patch(shop, strategicPatch, patchOf(null))],
  ["a JSON patch", patch(shop, jsonPatch, [{ op: "replace", path, value: foreign }])],
  [
    "a JSON patch that moves another annotation there",
    patch(shop, jsonPatch, [
      { op: "add", path: "/metadata/annotations/x", value: foreign },
      { op: "move", from: "/metadata/annotations/x", path },
    ]),
  ],
  ["server-side apply", patch(`${shop}?fieldManager=a&force=true`, applyPatch, named({ name: "shop" }))],
  [
    "server-side apply of the status",
    patch(`${shop}/status?fieldManager=a&force=true`, applyPatch, named({ name: "shop" })),
  ],
  ["an update of the status", put(`${shop}/status`, () => foreign)],
  ["a patch of the status", patch(`${shop}/status`, mergePatch, patchOf(foreign))],
  ["an update of the finalizers", put(`${shop}/finalize`, () => foreign)],
  ["a dry run", put(`${shop}?dryRun=All`, () => foreign)],
  ["another way to write the path", patch(`${shop}/?pretty=true`, mergePatch, patchOf(foreign))],
  ["a new namespace", create({ name: "mine" })],
  ["a new namespace with a generated name", create({ generateName: "mine-" })],
  [
    "a new namespace by server-side apply",
    patch("/api/v1/namespaces/mine?fieldManager=a", applyPatch, named({ name: "mine" })),
  ],
];
