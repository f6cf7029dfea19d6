import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { LocalRegistry } from "../registry/local-registry.ts";
import { changeModel, findObstacle } from "./change-model.ts";
import { Clone } from "./clone.ts";
import { RegistryConsumer } from "./consumers.ts";
import { makeVersion, requireLockInStep } from "./make-version.ts";
import { publish, requireLogin, requireOnlyOurs } from "./publish.ts";
import type { Steps } from "./steps.ts";

/** How to rehearse. */
export interface Rehearsal {
  /** The absolute path of an empty folder for everything. */
  readonly folder: string;
  /** Whether what is not committed is part of it. */
  readonly withUncommitted: boolean;
}

/**
 * Releases twice, from a clone, to a registry of this machine's own, with a change of the model in between, and has
 * consumers install and upgrade.
 *
 * @param steps - takes each step
 * @throws CommandError where a step fails; those behind it are not taken
 */
export async function rehearse({ folder, withUncommitted }: Rehearsal, steps: Steps): Promise<void> {
  await mkdir(join(folder, "registry"), { recursive: true });
  const what = withUncommitted ? "clone, with what is not committed" : "clone HEAD";
  const clone = await steps.take(what, () => Clone.make(join(folder, "clone"), withUncommitted));
  await steps.take("npm ci", () => clone.run("npm", ["ci"]).then(() => ""));
  const registry = await steps.take("start the local registry", () =>
    LocalRegistry.start(join(folder, "registry")),
  );
  try {
    await steps.take("first release: npm run version", () => makeVersion(clone));
    await steps.take("package-lock.json fits the new versions", () => requireLockInStep(clone));
    await steps.take("first release: npm run build", () => clone.run("npm", ["run", "build"]).then(() => ""));
    await steps.take("publish without a login is refused", () => requireLogin(clone, registry));
    const login = await registry.logIn();
    const first = join(folder, "tarballs-1");
    await steps.take("first release: pack and publish", () => publish(clone, registry, login, first));
    const before = await clone.readVersion("packages/types");
    const consumer = await steps.take("a fresh consumer installs", () =>
      RegistryConsumer.make(join(folder, "consumer"), registry.environment),
    );
    await steps.take("the consumer compiles and calls, ESM and CJS", () => consumer.use());
    await steps.take(`the consumer has ${before}`, () => consumer.requireVersion("@eks-auth/types", before));
    const obstacle = await findObstacle();
    if (obstacle === undefined) {
      await releaseAgain({ folder, clone, registry, login, consumer, before }, steps);
    } else {
      steps.skip("second release, with a change of the model", obstacle);
    }
    await steps.take("the registry keeps ours alone", () => requireOnlyOurs(registry));
  } finally {
    await registry[Symbol.asyncDispose]();
  }
}

interface FirstRelease {
  readonly folder: string;
  readonly clone: Clone;
  readonly registry: LocalRegistry;
  readonly login: Readonly<Record<string, string>>;
  readonly consumer: RegistryConsumer;
  readonly before: string;
}

async function releaseAgain(release: FirstRelease, steps: Steps): Promise<void> {
  const { folder, clone, registry, login, consumer, before } = release;
  await steps.take("the new member is not there yet", () => consumer.requireNoNewMember());
  await steps.take("change the model", () => changeModel(clone));
  await steps.take("npm run generate", () => clone.run("npm", ["run", "generate"]).then(() => ""));
  await steps.take("npm run changeset:model", () =>
    clone.run("npm", ["run", "--silent", "changeset:model"]).then((output) => output.trim()),
  );
  await clone.commit("Add a member");
  await steps.take("second release: npm run version", () => makeVersion(clone));
  await steps.take("second release: npm run build", () => clone.run("npm", ["run", "build"]).then(() => ""));
  const second = join(folder, "tarballs-2");
  await steps.take("second release: pack and publish", () => publish(clone, registry, login, second));
  const after = await clone.readVersion("packages/types");
  await steps.take("the consumer upgrades", () => consumer.upgrade());
  await steps.take(`the consumer has ${after}, no longer ${before}`, async () => {
    for (const name of ["types", "client", "server", "server-runtime"]) {
      await consumer.requireVersion(`@eks-auth/${name}`, after);
    }
  });
  await steps.take("the consumer compiles and calls, as before", () => consumer.use());
  await steps.take("stub and client carry the new member", () => consumer.useNewMember());
}
