import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, expect, test, vi } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";

const folder = useTempFolder("eks-auth-webhook");
const server = ["--api-server", "https://127.0.0.1:1"];

beforeEach(() => {
  vi.stubEnv("KUBERNETES_SERVICE_HOST", undefined);
  vi.stubEnv("POD_NAMESPACE", undefined);
});

async function withToken(...more: string[]): Promise<string[]> {
  return [...server, "--api-server-token-file", await folder.write("token", "a.b.c"), ...more];
}

test.each([
  [["--listen", "9443"], "It must be an IP address and a port"],
  [["--token-expiration", "599"], "It must be a number from 600 to 86400."],
  [["--container-credentials-full-uri", "169.254.170.23"], "It must be a URL, such as http://[fd00:ec2::23]"],
  [["--tls-secret", "eks-auth-webhook-tls"], "It must be a Secret's name and DNS names"],
  [["--tls-secret", "a=b;c"], "It must be a Secret's name and DNS names"],
  [["--manage-certificates", "--certificate-file", "tls.crt"], "cannot be used with option"],
])("%j is refused", async (args, message) => {
  const { exitCode, stderr } = await runInProcess("webhook", ...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
});

test.each([
  [[], "--api-server is needed, because this process uses no API server of its own pod. Add it."],
  [server, "--api-server-token-file is needed"],
])("without an API server, %j is refused", async (args, message) => {
  expect(await runInProcess("webhook", ...args)).toMatchObject(failure(1, message));
});

test.each([
  [[], "Give --certificate-file and --key-file, or --manage-certificates."],
  [["--certificate-file", "tls.crt"], "Give --certificate-file and --key-file"],
  [["--manage-certificates"], "Give --namespace, or set POD_NAMESPACE."],
  [
    ["--manage-certificates", "--namespace", "eks-auth", "--tls-secret", "other=a.b.svc"],
    "Add --tls-secret eks-auth-webhook-tls=HOST, or correct --serving-secret.",
  ],
  [
    ["--certificate-file", "/nonexistent/tls.crt", "--key-file", "/nonexistent/tls.key"],
    "/nonexistent/tls.crt",
  ],
])("without a certificate, %j is refused", async (args, message) => {
  const { exitCode, stderr } = await runInProcess("webhook", ...(await withToken(...args)));
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(message) });
});
