import { styleText } from "node:util";
import type { Config } from "@eks-auth/service";

/** Says what is served and to whom: text for a terminal. */
export function describeService(url: string, { clusters, credentials }: Config): string {
  const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });
  const source =
    credentials.sts === undefined
      ? "the embedded issuer; they open nothing at AWS"
      : `AWS STS in ${credentials.sts.region}`;
  const names = clusters.map(({ name }) => name).join(", ") || "none yet";
  return `EKS Auth is listening on ${bold(url)}

  clusters      ${names}
  credentials   of ${source}
  callers       are not authenticated: only this machine can call, by the name of a loopback address

Press Ctrl-C to stop.
`;
}
