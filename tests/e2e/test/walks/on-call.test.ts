import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GuideSite } from "@eks-auth/operations-tests/guide-site";
import { TestNetwork } from "@eks-auth/operations-tests/test-network";
import { root } from "@eks-auth/test-kit/repository";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { expect, it } from "vitest";

/** What breaks on the server, how doctor and the metrics say so, and the fix. */
const breakages = [
  {
    pod: "cart-1",
    cause: "sed -i 's/serviceAccount: cart$/serviceAccount: carts/' edge.yaml",
    doctor:
      /^association +failed .*has no association for shop\/cart[\s\S]*Add one: eks-auth association add/m,
    code: "association_not_found",
    fix: "eks-auth association add --config eks-auth.yaml --cluster edge --namespace shop --service-account cart --role-arn arn:aws:iam::111122223333:role/cart",
  },
  {
    pod: "cart-2",
    cause: `sed -i 's/"kid":"[^"]*"/"kid":"old"/' edge.jwks.json`,
    doctor: /^keys +failed [\s\S]*copy them again/m,
    code: "unknown_key",
    // "Change keys without downtime" has it.
    fix: "kubectl get --raw /openid/v1/jwks > edge.jwks.json.new && mv edge.jwks.json.new edge.jwks.json",
  },
  {
    pod: "cart-3",
    cause: "sed -i 's/subject: CN=node-1/subject: CN=node-9/' eks-auth.yaml",
    doctor: /^server +failed /m,
    code: "certificate_unknown",
    fix: "sed -i 's/subject: CN=node-9/subject: CN=node-1/' eks-auth.yaml",
  },
];

/** Prints the status of a response, without the agent's cache. */
const askServer = `curl --silent --output /dev/null --write-out '%{http_code}' --cacert ca.crt --cert node-1.crt --key node-1.key \
  --json "{\\"token\\":\\"$(cat polled)\\"}" https://eks-auth.example.org:8480/clusters/edge/assume-role-for-pod-identity`;

it.runIf(TestNetwork.isAvailable())("a person on call finds three breakages and fixes them", async () => {
  await using site = await GuideSite.start();
  await site.followTenMinutes(new Walk(walks.operator));
  const page = await readFile(join(root, walks.onCall.page), "utf8");
  const walk = new Walk(walks.onCall);
  await site.server.run(
    "kubectl create token cart --namespace shop --audience pods.eks.amazonaws.com --bound-object-kind Pod --bound-object-name cart-5 > polled",
  );
  for (const [index, { pod, cause, doctor, code, fix }] of breakages.entries()) {
    if (index > 0) {
      walk.again();
    }
    await site.server.run(cause);
    // The server reads changed files again within seconds.
    await expect.poll(() => site.server.run(askServer)).not.toBe("200");
    // The exit code of doctor is 1 if a check failed.
    await walk.step("On call", "sh", (command) => site.server.run(`{ ${command}\n} || true`), doctor);
    await walk.step("On call", "sh", (command) => site.server.run(command), `="${code}"`);
    expect(page).toContain(`| \`${code}\` |`);
    await walk.measure(() => site.server.run(fix));
    await walk.measure(() => expect.poll(() => site.server.run(askServer)).toBe("200"));
    expect(await site.getNewCredentials(pod)).toContain("ASIA");
  }
  await walk.finish();
});
