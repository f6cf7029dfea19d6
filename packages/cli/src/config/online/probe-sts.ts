import { CredentialIssuerError, type CredentialsConfig, identifyStsCaller } from "@eks-auth/service";
import { clockRemedy, describeClock, passWithClock } from "../../findings/clocks.ts";
import type { Finding } from "../../findings/finding.ts";
import { collectProblems } from "../configuration.ts";
import { probeTimeoutMs } from "./probe.ts";

/** Asks STS who this process is, with the credentials that the service has in the same environment. */
export async function probeSts({ sts }: CredentialsConfig): Promise<Finding> {
  if (sts === undefined) {
    return { status: "skipped", found: "The embedded issuer needs no STS." };
  }
  const { region, endpoint } = sts;
  const name = endpoint === undefined ? `STS in ${region}` : `STS at ${new URL(endpoint).origin}`;
  try {
    const { value: caller, problems } = await collectProblems(
      identifyStsCaller({ ...sts, timeoutMs: probeTimeoutMs }),
    );
    if (caller === undefined) {
      const remedy = "Fix credentials.sts.endpoint, or the environment.";
      return { status: "failed", code: "sts_endpoint_invalid", found: problems.join(" "), remedy };
    }
    const found = `${name} identifies the service as ${caller.arn}.`;
    return passWithClock(found, describeClock("STS", caller.clockOffsetMs));
  } catch (error) {
    if (!(error instanceof CredentialIssuerError)) {
      throw error;
    }
    const clock = describeClock("STS", error.clockOffsetMs);
    return clock === undefined
      ? {
          status: "failed",
          code: "service_not_identified",
          found: error.message,
          remedy: "Run this as the service's user, with its environment.",
        }
      : { status: "failed", code: "clocks_differ", found: `${clock} ${error.problem}`, remedy: clockRemedy };
  }
}
