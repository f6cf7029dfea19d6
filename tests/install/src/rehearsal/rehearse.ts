import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import { LocalRegistry } from "../local-registry.ts";
import { RegistryConsumer } from "./registry-consumer.ts";
import { findMissingTool, Release } from "./release.ts";
import type { StepLog } from "./step-log.ts";

/** How to rehearse. */
export interface RehearsalOptions {
  /** The absolute path of an empty folder for all files. */
  readonly folder: string;
  readonly withUncommitted: boolean;
}

/**
 * Releases twice from a clone to a local registry, with a change of the model in between. A consumer installs the first
 * release and upgrades to the second.
 *
 * @throws the error of the first step that fails
 */
export async function rehearse({ folder, withUncommitted }: RehearsalOptions, log: StepLog): Promise<void> {
  const clone = await log.run(withUncommitted ? "clone with uncommitted changes" : "clone HEAD", () =>
    RepositoryClone.make({ folder: join(folder, "clone"), withUncommitted }),
  );
  await log.run("npm ci", () => clone.install());
  await mkdir(join(folder, "registry"));
  await using registry = await log.run("start the local registry", () =>
    LocalRegistry.start(join(folder, "registry")),
  );
  const release = new Release(clone, registry);
  await log.run("first release: npm run version", () => release.version());
  await log.run("package-lock.json matches the versions", () => release.requireLock());
  await log.run("first release: npm run build", () => build(release));
  await log.run("npm rejects publishing without a login", () => release.requireLogin());
  const login = await registry.logIn();
  const publish = (tarballs: string): Promise<string> => release.publish(login, join(folder, tarballs));
  await log.run("first release: pack and publish", () => publish("tarballs-1"));
  const first = await release.readVersion();
  const consumer = await log.run("a new consumer installs", () =>
    RegistryConsumer.make(join(folder, "consumer"), registry.environment),
  );
  await log.run("the consumer compiles and calls, ESM and CJS", () => consumer.runExchange());
  await log.run("the consumer starts the generator", () => consumer.startGenerator());
  await log.run(`the consumer has ${first}`, () => consumer.requireVersion("@eks-auth/types", first));

  const missingTool = await findMissingTool();
  if (missingTool === undefined) {
    await log.run("the packages lack the new member", () => consumer.requireNoNewMember());
    await log.run("change the model", () => release.changeModel());
    await log.run("npm run generate", () => release.runScript("generate").then(() => ""));
    await log.run("npm run changeset:model", () => release.runScript("changeset:model"));
    await release.addCommandChangeset();
    await release.commit("Add a member");
    await log.run("second release: npm run version", () => release.version());
    await log.run("second release: npm run build", () => build(release));
    await log.run("second release: pack and publish", () => publish("tarballs-2"));
    const second = await release.readVersion();
    await log.run("the consumer upgrades", () => consumer.upgrade());
    await log.run(`the consumer has ${second}, no longer ${first}`, async () => {
      for (const name of [
        "types",
        "client",
        "client-light",
        "client-runtime",
        "server",
        "server-runtime",
        "codegen",
      ]) {
        await consumer.requireVersion(`@eks-auth/${name}`, second);
      }
    });
    await log.run("the consumer compiles and calls again", () => consumer.runExchange());
    await log.run("the stub returns the new member and the client reads it", () => consumer.useNewMember());
  } else {
    log.skip("second release, with a change of the model", missingTool);
  }
  await log.run("the registry stores only the published packages", () => release.requireOnlyPublished());
}

async function build(release: Release): Promise<void> {
  await release.runScript("build");
}
