import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, test } from "vitest";
import { startAwsCli } from "../../src/eks-api/clients/aws-cli.ts";
import { startEksService } from "../../src/eks-api/eks-service.ts";
import { followAssociation } from "../../src/eks-api/follow-association.ts";
import { startAgentProcess } from "../../src/eks-api/pod.ts";
import { installBoto } from "../../src/tools/boto.ts";
import { accountId, Moto } from "../../src/tools/moto.ts";
import { writeCluster } from "./clusters.ts";

const tools = await prepareOrSkip("a pod's credentials by an association of the AWS CLI", () =>
  Promise.all([installBoto(), Moto.start()]),
);

test.runIf(tools)(
  "boto3 gets credentials of the role that the AWS CLI sets, until it deletes the association",
  async () => {
    const [{ python }, moto] = tools ?? expect.fail();
    await using resources = new AsyncDisposableStack();
    resources.defer(() => moto.stop());
    const folder = resources.use(await makeTempFolder("pod-credentials"));
    const issuer = resources.adopt(await startDevCluster(), (running) => running.stop());
    const service = resources.use(
      await startEksService({
        folder,
        clusters: [{ ...(await writeCluster(folder, "edge", issuer.issuer, 0)), accountId }],
        credentials: { sts: { region: "eu-west-1", endpoint: moto.url } },
        env: { AWS_ACCESS_KEY_ID: "AKIASERVICE", AWS_SECRET_ACCESS_KEY: "secret" },
      }),
    );
    const agent = resources.use(
      await startAgentProcess({ cluster: "edge", endpoint: service.url, sts: moto.url, python, folder }),
    );
    await followAssociation({
      client: startAwsCli(python, service.caller("admin")),
      agent,
      names: { clusterName: "edge", namespace: "shop", serviceAccount: "cart" },
      accountId,
      createToken: (name) =>
        issuer.mintToken({ namespace: "shop", serviceAccount: "cart", pod: { name, uid: `uid-of-${name}` } }),
    });
  },
);
