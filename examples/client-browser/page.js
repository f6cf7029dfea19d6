// Exchanges a token in a browser. The API must allow the page's origin (CORS). The credentials stay in this function.
import { ClientError, EKSAuth } from "@eks-auth/client-light";

const form = document.querySelector("form");
const output = document.querySelector("output");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { endpoint, cluster, token } = Object.fromEntries(new FormData(form));
  const client = new EKSAuth({ endpoint, credentials: null, timeoutMs: 10_000 });
  try {
    const { assumedRoleUser, credentials } = await client.assumeRoleForPodIdentity({
      clusterName: cluster,
      token,
    });
    output.textContent = `${assumedRoleUser.arn} until ${credentials.expiration.toISOString()}`;
  } catch (error) {
    if (!(error instanceof ClientError)) {
      throw error;
    }
    output.textContent = `${error.code}: ${error.message}`;
  }
});
