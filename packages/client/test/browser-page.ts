import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityCommandOutput,
  EKSAuthClient,
} from "@eks-auth/client";

/** The script of a page. browser.test.ts bundles it and runs it with web globals only. */
export async function callFromPage(endpoint: string): Promise<AssumeRoleForPodIdentityCommandOutput> {
  const client = new EKSAuthClient({
    region: "eu-west-1",
    endpoint,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  const output = await client.send(
    new AssumeRoleForPodIdentityCommand({ clusterName: "my-cluster", token: "a.b.c" }),
  );
  if (!(output.credentials.expiration instanceof Date)) throw new TypeError("expiration is not a Date");
  return output;
}
