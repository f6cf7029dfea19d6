import type { KubernetesObject, ResourcePath } from "@eks-auth/kubernetes";

/** The resources that the checks read. */
export const resources: Readonly<Record<ResourceName, ResourcePath>> = {
  definitions: { group: "apiextensions.k8s.io", version: "v1", plural: "customresourcedefinitions" },
  policies: { group: "admissionregistration.k8s.io", version: "v1", plural: "validatingadmissionpolicies" },
  bindings: {
    group: "admissionregistration.k8s.io",
    version: "v1",
    plural: "validatingadmissionpolicybindings",
  },
  webhooks: { group: "admissionregistration.k8s.io", version: "v1", plural: "mutatingwebhookconfigurations" },
  services: { group: "", version: "v1", plural: "services" },
  endpoints: { group: "discovery.k8s.io", version: "v1", plural: "endpointslices" },
  deployments: { group: "apps", version: "v1", plural: "deployments" },
  daemonSets: { group: "apps", version: "v1", plural: "daemonsets" },
  nodes: { group: "", version: "v1", plural: "nodes" },
  namespaces: { group: "", version: "v1", plural: "namespaces" },
  pods: { group: "", version: "v1", plural: "pods" },
};

type ResourceName =
  | "definitions"
  | "policies"
  | "bindings"
  | "webhooks"
  | "services"
  | "endpoints"
  | "deployments"
  | "daemonSets"
  | "nodes"
  | "namespaces"
  | "pods";

/** A CustomResourceDefinition, as far as it is read here. */
export interface Definition extends KubernetesObject {
  readonly spec?: { readonly versions?: readonly { readonly name: string; readonly served: boolean }[] };
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** A ValidatingAdmissionPolicy. */
export interface Policy extends KubernetesObject {
  readonly spec?: {
    readonly matchConstraints?: {
      readonly resourceRules?: readonly {
        readonly apiGroups?: readonly string[];
        readonly resources?: readonly string[];
      }[];
    };
  };
  readonly status?: { readonly typeChecking?: { readonly expressionWarnings?: readonly object[] } };
}

/** A ValidatingAdmissionPolicyBinding. */
export interface PolicyBinding extends KubernetesObject {
  readonly spec?: { readonly policyName?: string; readonly validationActions?: readonly string[] };
}

/** A selector of labels. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** Whether labels match a selector. */
export function matchesSelector(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const hasLabels = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return (
    hasLabels &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case "In":
          return value !== undefined && values.includes(value);
        case "NotIn":
          return value === undefined || !values.includes(value);
        case "Exists":
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}

/** The webhook for pods in a MutatingWebhookConfiguration. */
export interface Webhook {
  readonly name: string;
  readonly clientConfig?: {
    /** CA certificates in PEM, in base64. */
    readonly caBundle?: string;
    readonly url?: string;
    readonly service?: { readonly name: string; readonly namespace: string };
  };
  readonly namespaceSelector?: LabelSelector;
}

/** A MutatingWebhookConfiguration. */
export interface WebhookConfiguration extends KubernetesObject {
  readonly webhooks?: readonly Webhook[];
}

/** The name of the webhook of the chart. */
const webhookName = "pods.eks-auth.dev";

/** Finds the webhook for pods in a configuration. */
export function findWebhook({ webhooks = [] }: WebhookConfiguration): Webhook | undefined {
  return webhooks.find(({ name }) => name === webhookName);
}

/** An EndpointSlice. */
export interface EndpointSlice extends KubernetesObject {
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null;
}

/** A Deployment. */
export interface Deployment extends KubernetesObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly availableReplicas?: number };
}

/** A DaemonSet. */
export interface DaemonSet extends KubernetesObject {
  readonly status?: { readonly desiredNumberScheduled?: number; readonly numberReady?: number };
}

/** A pod. The rest of it is read by the rules of the webhook. */
export interface ClusterPod extends KubernetesObject {
  readonly spec?: { readonly nodeName?: string; readonly serviceAccountName?: string };
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** Formats the selector for the objects of a component of the chart. */
export function componentSelector(component: "serve" | "agent"): string {
  return `app.kubernetes.io/component=${component}`;
}

/** Whether an object is part of the chart eks-auth, and not of another one with the same names of components. */
export function isOfChart({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.["helm.sh/chart"]?.startsWith("eks-auth-") ?? false;
}
