import type { CredentialsConfig, FilesConfig } from "../config/config.ts";
import type { CredentialIssuer } from "../credentials/credential-issuer.ts";
import { createEmbeddedIssuer } from "../credentials/embedded/embedded-issuer.ts";
import { openSessionKeys } from "../credentials/embedded/open-session-keys.ts";
import { checkStsEndpoint, createStsIssuer, type StsIssuerOptions } from "../credentials/sts/sts-issuer.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { type RunStep, runUnobserved } from "../observation/run-step.ts";

/** The credential issuer of a configuration, with the file that it watches. */
export interface OpenCredentials {
  readonly issuer: CredentialIssuer;
  /** Reads the issuer's key file now. It never rejects. */
  reload(): Promise<void>;
  /** Stops watching the file. */
  close(): void;
}

/**
 * Opens the credential issuer that a configuration describes.
 *
 * @throws SessionKeyFileError if the embedded issuer's keys cannot be read or created
 * @throws UnsafeEndpointError if the environment sets an endpoint of STS that others can read
 * @throws ProxyConfigError if the environment names an unusable proxy for STS
 */
export async function openCredentials(
  { sts, embedded }: CredentialsConfig,
  files: FilesConfig,
  { onLogEvent, runStep = runUnobserved }: { readonly onLogEvent: OnLogEvent; readonly runStep?: RunStep },
): Promise<OpenCredentials> {
  if (sts !== undefined) {
    await checkStsEndpoint(sts);
    const runCall: StsIssuerOptions["runCall"] = (work) => runStep({ name: "assume_role" }, work);
    return { issuer: createStsIssuer({ ...sts, runCall }), reload: async () => {}, close: () => {} };
  }
  if (embedded !== undefined) {
    const keys = await openSessionKeys(embedded.keyFile, { ...files, onLogEvent });
    return { issuer: createEmbeddedIssuer({ keys }), reload: () => keys.reload(), close: () => keys.close() };
  }
  throw new TypeError(
    "The configuration has no credential issuer. Set credentials.sts or credentials.embedded.",
  );
}
