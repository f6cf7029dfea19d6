/** A way to install the chart. */
export interface Variant {
  readonly title: string;
  /** In addition to the required ones. */
  readonly values: Readonly<Record<string, unknown>>;
}

const certificate = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";

/** Values of a cluster whose service is in another one. */
export const agentOnly = {
  service: { enabled: false },
  agent: { endpoint: "https://eks-auth.example.org", audience: "https://eks-auth.example.org" },
} as const;

/** Every way to install the chart that the tests render. */
export const variants: readonly Variant[] = [
  { title: "the defaults", values: {} },
  { title: "the embedded issuer", values: { credentials: { embedded: { enabled: true } } } },
  {
    title: "the embedded issuer with a key of yours",
    values: { credentials: { embedded: { enabled: true, existingSecret: "session-key" } } },
  },
  {
    title: "AWS credentials in a Secret",
    values: { credentials: { sts: { existingSecret: "aws", region: "us-east-1" } } },
  },
  {
    title: "web identity",
    values: {
      credentials: {
        sts: {
          endpoint: "https://sts.example.org",
          webIdentity: { roleArn: "arn:aws:iam::111122223333:role/eks-auth" },
        },
        sessionNameTemplate: "{namespace}-{serviceAccount}",
      },
    },
  },
  {
    title: "rules of roles, and token reviews",
    values: {
      cluster: {
        name: "edge",
        region: "eu-west-1",
        accountId: "011122223333",
        partition: "aws-eusc",
        issuer: "https://oidc.example.org/edge",
        allowedRoles: ["arn:aws:iam::*:role/team-*"],
        namespaceRoles: [{ namespaces: ["team-*"], roles: ["arn:aws:iam::111122223333:role/team-*"] }],
        changeAssociations: true,
        maxTokenLifetimeSeconds: 3600,
        revocation: "tokenReview",
        revocationFailurePolicy: "Ignore",
      },
    },
  },
  {
    title: "one service for many clusters",
    values: {
      extraClusters: [
        {
          name: "far",
          region: "eu-west-2",
          accountId: "111122223333",
          apiServer: { url: "https://far.example.org:6443" },
          secretName: "far",
          associationResources: { namespaceRoles: [] },
        },
        {
          name: "public",
          region: "eu-west-2",
          accountId: "111122223333",
          issuer: "https://oidc.example.org/public",
          apiServer: { url: "https://public.example.org", tokenFile: "/etc/tokens/public" },
          associationResources: {},
        },
      ],
      service: {
        publicHosts: ["eks-auth.example.org", "192.0.2.1"],
        callers: { audience: "https://eks-auth.example.org", namespace: "agents", name: "agent" },
        kubernetesService: {
          type: "LoadBalancer",
          loadBalancerSourceRanges: ["192.0.2.0/24"],
          externalTrafficPolicy: "Local",
        },
        extraVolumes: [{ name: "tokens", secret: { secretName: "tokens" } }],
        extraVolumeMounts: [{ name: "tokens", mountPath: "/etc/tokens" }],
      },
    },
  },
  {
    title: "the EKS API",
    values: {
      service: {
        eksApi: {
          enabled: true,
          callers: {
            sigv4: {
              region: "eu-west-1",
              callers: [{ name: "terraform", keyFiles: ["/etc/eks-api/terraform.json"], write: "all" }],
            },
          },
          from: [{ ipBlock: { cidr: "192.0.2.0/24" } }],
        },
        extraVolumes: [{ name: "eks-api", secret: { secretName: "eks-api" } }],
        extraVolumeMounts: [{ name: "eks-api", mountPath: "/etc/eks-api" }],
      },
    },
  },
  {
    title: "agent and webhook, for a service in another cluster",
    values: { ...agentOnly, remoteService: { enabled: true } },
  },
  {
    title: "an agent with authorities of yours",
    values: {
      service: agentOnly.service,
      agent: { ...agentOnly.agent, ca: { pem: certificate }, metrics: { enabled: false } },
      webhook: { enabled: false },
    },
  },
  { title: "cert-manager", values: { certificates: { source: "certManager" } } },
  {
    title: "cert-manager with an issuer of yours",
    values: {
      certificates: {
        source: "certManager",
        certManager: { issuerRef: { name: "internal", kind: "ClusterIssuer", group: "cert-manager.io" } },
      },
      agent: { ca: { configMap: "internal-ca", key: "ca.pem" } },
    },
  },
  {
    title: "certificates in Secrets of yours",
    values: {
      certificates: {
        source: "existing",
        existing: { serviceSecret: "serve", webhookSecret: "webhook", webhookCaBundle: certificate },
      },
    },
  },
  {
    title: "other settings of pods",
    values: {
      commonLabels: { team: "platform" },
      image: { repository: "registry.example.org/eks-auth", digest: `sha256:${"0".repeat(64)}` },
      imagePullSecrets: [{ name: "registry" }],
      listenAddress: "::",
      networkPolicy: {
        metricsFrom: [
          { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } },
        ],
        egress: [{ ports: [{ port: 443 }, { port: 53, protocol: "UDP" }] }],
      },
      service: {
        replicas: 3,
        config: { limits: { maxConcurrentRequests: 500 }, audit: { stdout: true } },
        extraEnv: [{ name: "HTTPS_PROXY", value: "http://proxy.example.org:3128" }],
        podAnnotations: { "example.org/note": "a" },
        podLabels: { tier: "identity" },
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "DoNotSchedule" },
        ],
        nodeSelector: { pool: "system" },
        tolerations: [{ key: "system", operator: "Exists" }],
        affinity: { nodeAffinity: {} },
        priorityClassName: "",
      },
      agent: { linkLocal: { enabled: false }, extraArgs: ["--max-pods=500"], resources: {} },
      webhook: {
        ...{ excludedNamespaces: ["kube-system"], timeoutSeconds: 10, replicas: 1 },
        ...{ awsRegion: "us-east-1", stsRegionalEndpoints: false },
      },
      monitoring: { podMonitor: { enabled: true, labels: { release: "prometheus" } } },
      tests: { roleArn: "arn:aws:iam::111122223333:role/test" },
    },
  },
];

/** API groups of {@link variants} that are not part of Kubernetes, and not of this project. */
export const foreignGroups: readonly string[] = ["cert-manager.io", "monitoring.coreos.com"];
