import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { expect } from "vitest";
import { attack, isShort } from "../src/attack.ts";
import { replaceFile } from "../src/replace-file.ts";
import { send } from "../src/send.ts";
import { associationFor, pod, type ServiceTarget, startService } from "../src/target.ts";

/** Requires that the service still stops when it is told to. */
async function requireStop({ program }: ServiceTarget): Promise<void> {
  program.signal("SIGTERM");
  expect(await program.finish()).toMatchObject({ exitCode: 0, signal: null });
}

/** Entries of an association file that no pod of the attacks uses. */
function otherAssociations(count: number): string {
  return Array.from({ length: count }, (_, index) =>
    associationFor({ namespace: `other-${index}`, serviceAccount: "cart" }),
  ).join("");
}

const maps = Array.from({ length: 30 }, (_, index) => {
  const value = index === 0 ? '"x"' : `*a${index - 1}`;
  return `"a${index}":&a${index}{"p":${value},"q":${value}}`;
});

attack("serve: an association file whose aliases multiply", startService, async (target, client) => {
  const policy = `{"Statement":"x",${maps.join(",")}}`;
  const entry = `{"namespace":a,"serviceAccount":b,"roleArn":"arn:aws:iam::111122223333:role/r","disableSessionTags":true,"policy":${policy}}`;
  await replaceFile(target.folder, "edge.yaml", `associations: [${entry}]\n`);
  await target.program.waitForError("edge.yaml:1");
  await client.waitForRequests(20);
});

attack("serve: a configuration file whose alias contains itself", startService, async (target, client) => {
  await replaceFile(target.folder, "eks-auth.yaml", "clusters: &a [*a]\ncredentials: *a\n");
  await target.program.waitForError("eks-auth.yaml:1");
  await client.waitForRequests(20);
});

attack(
  "serve: a large association file, then one with a mistake",
  startService,
  async ({ folder, program, requestFor, issuer }, client) => {
    const added = { ...pod, serviceAccount: "added" };
    const request = requestFor(await issuer.mintToken(added));
    const entries = otherAssociations(isShort ? 20_000 : 100_000);
    await replaceFile(
      folder,
      "edge.yaml",
      `associations:\n${associationFor(pod)}${entries}${associationFor(added)}`,
    );
    await expect.poll(async () => (await send(request)).status, { timeout: 60_000, interval: 200 }).toBe(200);
    await replaceFile(
      folder,
      "edge.yaml",
      `associations:\n${associationFor(pod)}${entries}  - { namespace: }\n`,
    );
    await program.waitForError("edge.yaml:");
    await client.waitForRequests(20);
  },
);

attack(
  "serve: an association file that is cut between two entries",
  async () => startService({ associations: otherAssociations(30) }),
  async ({ folder, program }, client) => {
    // The pod's own entry is the last one, and lost.
    await replaceFile(folder, "edge.yaml", `associations:\n${otherAssociations(10)}`);
    await program.waitForError("associations_held");
    await client.waitForRequests(60);
  },
);

for (const file of ["jwks.json", "edge.yaml", "eks-auth.yaml"]) {
  attack(
    `serve: ${file} becomes a FIFO`,
    () => startService({ keysFile: "jwks.json" }),
    async ({ folder }, client) => {
      await rm(folder.resolve(file));
      await promisify(execFile)("mkfifo", [folder.resolve(file)]);
      // Longer than several looks at the file.
      await client.waitForRequests(isShort ? 80 : 200);
    },
    { finish: requireStop },
  );
}
