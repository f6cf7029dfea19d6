/** What the environment and the shared configuration file of AWS SDKs say about the endpoint of EKS Auth. */
export interface EndpointSettings {
  /** The endpoint's URL; undefined for AWS's own. */
  readonly endpoint: string | undefined;
  /** Whether to use AWS's FIPS endpoint. */
  readonly useFips: boolean;
}

type Section = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings as AWS SDKs do: `AWS_ENDPOINT_URL_EKS_AUTH`, `AWS_ENDPOINT_URL`, `AWS_USE_FIPS_ENDPOINT` and
 * `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`, and the same settings of the profile in the file. A setting that is neither true
 * nor false counts as not set.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export async function readEndpointSettings(): Promise<EndpointSettings> {
  // Loaded on demand, because it takes longer than the rest of a start. An agent with an endpoint doesn't need it.
  const { booleanSelector, loadConfig, NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, SelectorType } = await import(
    "@smithy/core/config"
  );
  const [ignored, useFips] = await Promise.all([
    loadConfig({
      environmentVariableSelector: (env) =>
        booleanSelector(env, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", SelectorType.ENV),
      configFileSelector: (profile) =>
        booleanSelector(profile, "ignore_configured_endpoint_urls", SelectorType.CONFIG),
      default: false,
    })(),
    loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS)(),
  ]);
  const endpoint = ignored
    ? undefined
    : await loadConfig<string | undefined>({
        environmentVariableSelector: ({ AWS_ENDPOINT_URL_EKS_AUTH, AWS_ENDPOINT_URL }) =>
          AWS_ENDPOINT_URL_EKS_AUTH || AWS_ENDPOINT_URL || undefined,
        configFileSelector: (profile, file) =>
          readServices(profile, file as Readonly<Record<string, Section>>)["eks_auth.endpoint_url"] ||
          profile.endpoint_url ||
          undefined,
        default: undefined,
      })();
  return { endpoint, useFips: useFips ?? false };
}

/** Finds the section with the settings of services that a profile names. */
function readServices({ services }: Section, file: Readonly<Record<string, Section>>): Section {
  return (services === undefined ? undefined : file[`services.${services}`]) ?? {};
}
