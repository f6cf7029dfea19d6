import { readFileSync } from "node:fs";
import type { CalledService } from "./exchange.ts";
import type { TokenPods } from "./pod-tokens.ts";

/** What programs on a node need to call the service for pods. Secrets are in files, so that no argument has one. */
export interface LoadSite {
  readonly service: Omit<CalledService, "ca" | "callerToken">;
  readonly caFile: string;
  readonly callerTokenFile: string;
  readonly pods: Omit<TokenPods, "privateKey">;
  readonly privateKeyFile: string;
}

/** Reads the files of a site. */
export function readSite(site: LoadSite): { readonly service: CalledService; readonly pods: TokenPods } {
  const read = (file: string) => readFileSync(file, "utf8");
  return {
    service: { ...site.service, ca: read(site.caFile), callerToken: read(site.callerTokenFile) },
    pods: { ...site.pods, privateKey: read(site.privateKeyFile) },
  };
}
