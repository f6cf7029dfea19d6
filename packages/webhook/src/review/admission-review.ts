import { SerializationException } from "@eks-auth/server-runtime";

/** The only version of the API that is understood. */
const apiVersion = "admission.k8s.io/v1";
const kind = "AdmissionReview";

/**
 * A pod of 3 MiB has some ten thousand. Parsing takes time and memory for each value, so that a body of braces only would
 * delay other requests by a second.
 */
const maxValues = 100_000;

/** Names of namespaces, as the API server has checked them. Others than an API server could send any text, of any length. */
const namespaceName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * A request of the API server, as far as it is read here.
 *
 * @see https://kubernetes.io/docs/reference/config-api/apiserver-admission.v1/
 */
export interface AdmissionRequest {
  readonly uid: string;
  readonly namespace: string;
  /** Whether a pod is about to be created. */
  readonly isPodCreation: boolean;
  readonly object: unknown;
}

/** The answer to a request. The object is always allowed. */
export interface AdmissionAnswer {
  readonly uid: string;
  /** Operations of a JSON Patch; undefined to change nothing. */
  readonly patch?: readonly object[] | undefined;
  /** Are shown to the user who creates the object. */
  readonly warnings: readonly string[];
  /** Are added to the API server's audit event. */
  readonly auditAnnotations: Readonly<Record<string, string>>;
}

/**
 * Parses a request.
 *
 * @param body - JSON
 * @throws SerializationException if it is no AdmissionReview of version v1, or has no usable namespace
 */
export function parseReview(body: Uint8Array): AdmissionRequest {
  const review = asRecord(parseJson(body));
  if (review?.apiVersion !== apiVersion || review.kind !== kind) {
    throw new SerializationException(
      `The body must be an ${kind} of ${apiVersion}. Set admissionReviewVersions: [v1].`,
    );
  }
  const request = asRecord(review.request);
  const { uid, namespace, operation, subResource, object } = request ?? {};
  if (typeof uid !== "string" || uid === "") {
    throw new SerializationException("The request must have a uid.");
  }
  if (typeof namespace !== "string" || !namespaceName.test(namespace)) {
    throw new SerializationException("The request must have the name of a namespace.");
  }
  const { group, version, resource } = asRecord(request?.resource) ?? {};
  const isPod = group === "" && version === "v1" && resource === "pods";
  return {
    uid,
    namespace,
    isPodCreation: isPod && operation === "CREATE" && (subResource === undefined || subResource === ""),
    object,
  };
}

/** Formats an answer as JSON. */
export function formatReview({ uid, patch, warnings, auditAnnotations }: AdmissionAnswer): string {
  const change = patch && {
    patchType: "JSONPatch",
    patch: Buffer.from(JSON.stringify(patch)).toString("base64"),
  };
  const response = { uid, allowed: true, ...change, warnings, auditAnnotations };
  return JSON.stringify({ apiVersion, kind, response });
}

function parseJson(body: Uint8Array): unknown {
  if (countSeparators(body) > maxValues) {
    throw new SerializationException(`The body must have at most ${maxValues} values.`);
  }
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
  } catch {
    // The message of the error quotes the body.
    throw new SerializationException("The body must be JSON.");
  }
}

/** Counts what comes before each value of JSON, and the same characters in strings: `{`, `[` and `,`. */
function countSeparators(body: Uint8Array): number {
  let count = 0;
  for (const byte of body) {
    if (byte === 0x2c || byte === 0x5b || byte === 0x7b) {
      count += 1;
    }
  }
  return count;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
