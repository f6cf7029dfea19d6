/** What a new configuration has in it. */
export interface InitialSettings {
  /** The cluster's name. */
  readonly cluster: string;
  readonly region: string;
  /** The 12 digits of the AWS account. */
  readonly account: string;
  readonly issuer: string;
  /** A key set with the issuer's keys; undefined to read them by discovery. */
  readonly keysFile: string | undefined;
  /** The association file. */
  readonly associations: string;
  readonly credentials: "sts" | "embedded";
}

/**
 * Writes the text of a configuration file. Settings that are often needed next are comments without a space after `#`.
 *
 * @param settings - checked values
 */
export function formatInitialConfig(settings: InitialSettings): string {
  const { cluster, region, account, issuer, associations } = settings;
  return `# The configuration of eks-auth serve. A change takes effect within 2 seconds.
# Relative paths start in the folder of this file.

# Without callers, only this machine can call. For agents on other nodes, configure callers and TLS.
listen:
  host: 127.0.0.1
  port: 8480

# Probes and metrics.
admin:
  host: 127.0.0.1
  port: 8481

# Where decisions are recorded. Without it, grants are on standard error.
#audit: { file: audit.jsonl }

# A directory, which must exist, that keeps the last good keys of each cluster across a restart.
#stateDirectory: state

${formatCredentials(settings)}
clusters:
  # The name that agents send. With region and account, it is in the ARNs of associations.
  - name: ${quoteForYaml(cluster)}
    region: ${quoteForYaml(region)}
    accountId: "${account}"

    # Exactly the iss claim of the cluster's tokens.
    issuer: ${quoteForYaml(issuer)}

${formatKeys(settings)}
    # Which service account has which role. eks-auth association add creates the file.
    associations: ${quoteForYaml(associations)}

    # In production: do not start without that file, as if there were no associations.
    #associationsMustExist: true

    # The roles that associations can have. Without it, every role.
    #allowedRoles: ["arn:aws:iam::${account}:role/pods-*"]

    # The longest lifetime of a token, in seconds.
    #maxTokenLifetimeSeconds: 86400
`;
}

function formatCredentials({ credentials, region }: InitialSettings): string {
  return credentials === "sts"
    ? `# AWS STS issues the credentials. It is called with those that the AWS SDK finds: variables, ~/.aws, web identity,
# container or instance.
credentials:
  sts:
    region: ${quoteForYaml(region)}
`
    : `# The embedded issuer, for work without AWS: AWS does not accept its credentials. The key is created at the first start.
credentials:
  embedded:
    keyFile: session-key.pem
`;
}

function formatKeys({ keysFile }: InitialSettings): string {
  return keysFile === undefined
    ? `    # The issuer's keys are read from its discovery document. If this machine can't reach it, save them in a file:
    # kubectl get --raw /openid/v1/jwks > jwks.json
    #keys: { file: jwks.json }
`
    : `    # The issuer's keys. Save them again when the cluster changes them.
    keys:
      file: ${quoteForYaml(keysFile)}
`;
}

/** Quotes a text if YAML could read it as something else. */
function quoteForYaml(text: string): string {
  const isPlain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][\w./-]*(?::\/\/[\w./:-]*[\w/])?$/i.test(
    text,
  );
  return isPlain ? text : JSON.stringify(text);
}
