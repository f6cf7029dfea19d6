/** What a registry needs to know. */
export interface RegistrySettings {
  /** The folder that it keeps packages in. */
  readonly storage: string;
  /** The file that it keeps users in. */
  readonly users: string;
  /** The URL of the registry that has all other packages. */
  readonly uplink: string;
}

/**
 * Writes Verdaccio's configuration. The packages of the scope come from nowhere else, and whoever publishes one has
 * logged in; all others are passed on from the uplink, and nobody may publish one. JSON is YAML too.
 */
export function writeConfiguration({ storage, users, uplink }: RegistrySettings): string {
  return JSON.stringify(
    {
      storage,
      auth: { htpasswd: { file: users, max_users: 1, algorithm: "bcrypt", rounds: 4 } },
      uplinks: { outside: { url: uplink, cache: false, timeout: "60s", max_fails: 20, maxage: "10m" } },
      packages: {
        "@eks-auth/*": { access: "$all", publish: "$authenticated", unpublish: "$authenticated" },
        "**": { access: "$all", publish: "nobody", proxy: "outside" },
      },
      web: { enable: false },
      server: { keepAliveTimeout: 60 },
      max_body_size: "20mb",
      log: { type: "stdout", format: "json", level: "warn" },
    },
    null,
    2,
  );
}
