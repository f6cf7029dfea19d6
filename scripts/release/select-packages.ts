import { CommandError } from "@eks-auth/codegen/terminal";
import type { PublishedPackage } from "./published-packages.ts";

/**
 * Selects packages and those that they depend on, at any depth.
 *
 * @param names - with or without the scope: `client-light`
 * @param published - all published packages
 * @returns in the order of `published`
 * @throws {CommandError} if there is no package of a name
 */
export function selectPackages(
  names: readonly string[],
  published: readonly PublishedPackage[],
): PublishedPackage[] {
  const selected = new Set<PublishedPackage>();
  const pending = names.map((name) => findPackage(name, published));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!selected.has(next)) {
      selected.add(next);
      const { dependencies } = next;
      pending.push(...published.filter(({ name }) => dependencies.includes(name)));
    }
  }
  return published.filter((each) => selected.has(each));
}

function findPackage(name: string, published: readonly PublishedPackage[]): PublishedPackage {
  const found = published.find((each) => each.name === name || each.name === `@eks-auth/${name}`);
  if (found === undefined) {
    const known = published.map((each) => each.name).join(", ");
    throw new CommandError(`There is no published package ${name}. The packages are ${known}.`);
  }
  return found;
}
