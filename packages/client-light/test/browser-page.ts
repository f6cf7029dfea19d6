import { type AssumeRoleForPodIdentityResponse, EKSAuth } from "@eks-auth/client-light";

/** The script of a page. browser.test.ts bundles it and runs it with web globals only. */
export async function callFromPage(endpoint: string): Promise<AssumeRoleForPodIdentityResponse> {
  const client = new EKSAuth({
    region: "eu-west-1",
    endpoint,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  const output = await client.assumeRoleForPodIdentity({ clusterName: "my-cluster", token: "a.b.c" });
  client.close();
  return output;
}
