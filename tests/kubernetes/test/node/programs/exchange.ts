import { readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";

/** The host name of the service, for which its certificate is. */
const host = "eks-auth-serve.eks-auth.svc";

/**
 * Exchanges a pod's token over a new connection, as an agent of the pod's node.
 *
 * @param folder - with the files `ca.crt`, `caller.token` and the pod's token
 * @param tokenFile - the name of the file of the pod's token
 * @param address - of the Service or one of its pods
 * @returns the status, or the code of the connection's error
 */
export function exchange(
  folder: string,
  tokenFile: string,
  address: string,
  port: number,
): Promise<number | string> {
  const read = (name: string) => readFileSync(join(folder, name), "utf8").trim();
  return new Promise((resolve) => {
    const sent = request(
      {
        host: address,
        port,
        servername: host,
        ca: read("ca.crt"),
        agent: false,
        timeout: 5_000,
        method: "POST",
        path: "/clusters/edge/assume-role-for-pod-identity",
        headers: {
          host,
          "content-type": "application/json",
          "x-eks-auth-caller-token": read("caller.token"),
        },
      },
      (response) => {
        response.on("error", () => {}).resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on("timeout", () => sent.destroy());
    sent.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code ?? "error"));
    sent.end(JSON.stringify({ token: read(tokenFile) }));
  });
}
