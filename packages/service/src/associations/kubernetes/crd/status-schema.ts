import { conditionTypes } from "../resources.ts";
import type { ResourceSchema } from "./definition.ts";

/** The schema of a condition: that of Kubernetes' own. */
const conditionSchema: ResourceSchema = {
  type: "object",
  required: ["type", "status", "reason", "message", "lastTransitionTime"],
  properties: {
    type: {
      type: "string",
      description: `What the condition is about: ${conditionTypes.join(", ")}.`,
      maxLength: 316,
      pattern: "^[A-Za-z]+$",
    },
    status: { type: "string", enum: ["True", "False", "Unknown"], description: "True, False or Unknown." },
    reason: {
      type: "string",
      description: "The reason as a code.",
      minLength: 1,
      maxLength: 1024,
      pattern: "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$",
    },
    message: { type: "string", description: "The reason, and what to do.", maxLength: 32_768 },
    observedGeneration: {
      type: "integer",
      format: "int64",
      minimum: 0,
      description: "The metadata.generation that the condition is about.",
    },
    lastTransitionTime: {
      type: "string",
      format: "date-time",
      description: "When the condition last changed from one status to another.",
    },
  },
};

/** The schema of the status, which the service writes and never reads. */
export const statusSchema: ResourceSchema = {
  type: "object",
  description: "The state, which the service writes.",
  properties: {
    associationId: {
      type: "string",
      maxLength: 64,
      description:
        "The ID of the association: a- and 17 letters or digits. It depends only on the cluster, the namespace and the service account.",
    },
    associationArn: { type: "string", maxLength: 2048, description: "The ARN of the association." },
    observedGeneration: {
      type: "integer",
      format: "int64",
      minimum: 0,
      description: "The metadata.generation that the status is about.",
    },
    conditions: {
      type: "array",
      description:
        "Ready: pods get the role. RoleAllowed: the namespace and the cluster allow the role. Conflicting: another association for the same names is used.",
      maxItems: 16,
      items: conditionSchema,
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["type"],
    },
  },
};
