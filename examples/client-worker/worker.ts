/**
 * A Worker that says which role the pod has whose token a request carries. Workers have `fetch` and no modules of Node.js, so
 * the bundler takes the light client's build for them.
 */
import { EKSAuth, ServiceError } from "@eks-auth/client-light";

/** The Worker's variables: `vars` of wrangler.jsonc. */
interface Environment {
  /** The URL of the API. */
  readonly ENDPOINT: string;
  readonly CLUSTER: string;
}

const worker: { fetch(request: Request, environment: Environment): Promise<Response> } = {
  async fetch(request, { ENDPOINT: endpoint, CLUSTER: clusterName }) {
    const token = request.headers.get("authorization")?.replace(/^Bearer /, "");
    if (token === undefined) {
      return Response.json({ message: "Send the pod's token in the header authorization." }, { status: 401 });
    }
    const client = new EKSAuth({ endpoint, credentials: null, tryTimeoutMs: 5_000 });
    try {
      const { assumedRoleUser, credentials } = await client.assumeRoleForPodIdentity(
        { clusterName, token },
        { signal: request.signal },
      );
      return Response.json({ role: assumedRoleUser.arn, expiration: credentials.expiration });
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      return Response.json({ error: error.code, requestId: error.requestId }, { status: error.status });
    }
  },
};

export default worker;
