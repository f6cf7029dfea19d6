import { readFile } from "node:fs/promises";
import { createUpstream, type Upstream } from "@eks-auth/agent";
import { CommandFailure } from "../failure.ts";
import type { UpstreamFlags } from "./upstream-options.ts";

/**
 * Makes the way to the EKS Auth API that the options describe.
 *
 * @throws CommandFailure where an option can't be used
 */
export async function openUpstream({
  endpoint,
  region,
  caFile,
  signRequest,
}: UpstreamFlags): Promise<Upstream> {
  const ca = caFile === undefined ? undefined : await readCertificates(caFile);
  try {
    const upstream = createUpstream({ endpoint, region, ca, sign: signRequest });
    await upstream.checkConfiguration();
    return upstream;
  } catch (error) {
    const option = error instanceof TypeError ? "--endpoint" : "--region";
    throw new CommandFailure(`${(error as Error).message} On the command line it is ${option}.`, {
      cause: error,
    });
  }
}

async function readCertificates(path: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new CommandFailure(
      `the file of certificates ${path} can't be read (${(error as NodeJS.ErrnoException).code}). Check --ca-file.`,
      { cause: error },
    );
  }
  if (!text.includes("-----BEGIN CERTIFICATE-----")) {
    throw new CommandFailure(`${path} holds no certificate in the PEM format. Check --ca-file.`);
  }
  return text;
}
