/**
 * The environment for a command that stands on its own. npm hands its scripts what it was called with; a command in
 * another folder would take that for its own settings.
 *
 * @param additions - what it gets beside what is in ours
 */
export function freeEnvironment(additions: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ofCaller.test(name));
  return { ...Object.fromEntries(kept), ...additions };
}

const ofCaller =
  /^(INIT_CWD|npm_(command|execpath|lifecycle_.*|node_execpath|package_.*)|npm_config_(local_prefix|workspaces?|global_prefix|silent|loglevel)|TURBO_HASH|VITEST.*|NODE_ENV)$/i;
