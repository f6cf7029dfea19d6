import type { Environment } from "../sdk-environment/agent-variables.ts";

/**
 * Makes `process.env` have these variables and no others.
 *
 * @returns restores the variables that it has changed, and no others
 */
export function replaceProcessEnv(env: Environment): () => void {
  const changed = [...new Set([...Object.keys(process.env), ...Object.keys(env)])]
    .filter((name) => process.env[name] !== env[name])
    .map((name) => [name, process.env[name]] as const);
  for (const [name] of changed) {
    setVariable(name, env[name]);
  }
  return () => {
    for (const [name, value] of changed) {
      setVariable(name, value);
    }
  };
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}
