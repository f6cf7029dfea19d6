import type { Config } from "@eks-auth/service";

/**
 * Says where the EKS API is and who can call it, as lines of a summary; an empty text if it is off.
 *
 * @param url - where it listens
 */
export function formatEksApi({ eksApi }: Pick<Config, "eksApi">, url: string | undefined): string {
  if (eksApi === undefined || url === undefined) {
    return "";
  }
  const { sigv4, certificate } = eksApi.callers;
  const names = [...(sigv4?.callers ?? []), ...(certificate?.callers ?? [])].map(({ name }) => name);
  return `  EKS API       ${url} for ${names.join(", ") || "no callers yet"}\n`;
}
