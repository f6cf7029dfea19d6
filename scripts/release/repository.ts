/**
 * The address of the public repository, `https://github.com/OWNER/NAME`. It is null until an owner sets it. The published
 * packages name it; the package.json files in this repository do not.
 */
export const repositoryUrl: string | null = null;

/** The fields of a package.json that name the repository. */
export interface RepositoryFields {
  readonly repository: { readonly type: "git"; readonly url: string; readonly directory: string };
  readonly homepage: string;
  readonly bugs: { readonly url: string };
}

/**
 * Creates the fields of a published package.json that name the repository.
 *
 * @param url - the repository's address
 * @param folder - the package's folder, from the root: `packages/types`
 */
export function createRepositoryFields(url: string, folder: string): RepositoryFields {
  return {
    repository: { type: "git", url: `git+${url}.git`, directory: folder },
    homepage: `${url}/tree/main/${folder}#readme`,
    bugs: { url: `${url}/issues` },
  };
}

/**
 * Finds out why packages cannot be published: the registry refuses provenance if a package.json does not name the repository
 * of the workflow that publishes it.
 *
 * @param url - the repository's address, or null if it is not set
 * @param environment - the variables of a GitHub workflow
 * @returns what to fix; undefined if they can be published
 */
export function findRepositoryProblem(
  url: string | null,
  { GITHUB_SERVER_URL, GITHUB_REPOSITORY }: NodeJS.ProcessEnv,
): string | undefined {
  const file = "scripts/release/repository.ts";
  if (url === null) {
    return `The repository's address is not set, so the packages would have no repository, homepage and bugs. Set repositoryUrl in ${file}.`;
  }
  if (!/^https:\/\/[^/\s]+\/[^/\s]+\/[^/\s]+(?<!\.git)$/.test(url)) {
    return `The repository's address ${url} is not of the form https://HOST/OWNER/NAME. Correct repositoryUrl in ${file}.`;
  }
  const own = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
  return GITHUB_REPOSITORY === undefined || own.toLowerCase() === url.toLowerCase()
    ? undefined
    : `This workflow belongs to ${own}, but the packages would name ${url}. Correct repositoryUrl in ${file}.`;
}
