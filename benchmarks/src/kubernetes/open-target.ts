import { ApiServer } from "@eks-auth/kubernetes";
import type { Target } from "./target.ts";

/** Opens the API server of a target. */
export function openTarget({ url, ca, token }: Target): Promise<ApiServer> {
  return ApiServer.open({ url, readCa: async () => ca, readToken: async () => token });
}
