import {
  type ClusterConfig,
  loadAssociationFile,
  openClusterKeys,
  UnusableFileError,
} from "@eks-auth/service";

/** What the files of a cluster come to. */
export interface CheckedCluster {
  readonly config: ClusterConfig;
  /** How many associations it has. */
  readonly associations: number;
  /** What can't be used, a line or more each. */
  readonly problems: readonly string[];
}

/** Reads the files of a cluster: its associations, its keys and its certificates. Nobody is called. */
export async function checkCluster(config: ClusterConfig): Promise<CheckedCluster> {
  const problems: string[] = [];
  let associations = 0;
  try {
    associations = (await loadAssociationFile(config.associations, config)).associations.length;
  } catch (error) {
    problems.push(describe(error));
  }
  try {
    const keys = await openClusterKeys(config, undefined, ({ message }) => problems.push(message));
    if (config.keys?.file !== undefined) {
      await readKeyFile(keys);
    }
  } catch (error) {
    problems.push(describe(error));
  }
  return { config, associations, problems };
}

/** Asking for a key that isn't there has the file read; what is wrong with it is told as a problem. */
async function readKeyFile(keys: Awaited<ReturnType<typeof openClusterKeys>>): Promise<void> {
  try {
    await keys({ alg: "RS256", kid: "" }, { payload: "", signature: "" });
  } catch {}
}

function describe(error: unknown): string {
  if (!(error instanceof UnusableFileError)) {
    throw error;
  }
  return error.message;
}
