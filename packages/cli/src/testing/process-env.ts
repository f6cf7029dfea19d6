import type { Environment } from "../sdk-environment/agent-variables.ts";

/** A replacement of `process.env` that was not restored yet. */
interface Replacement {
  /** The variables before it. */
  readonly before: Record<string, string | undefined>;
  /** The variables after it. */
  readonly env: Environment;
}

/** The oldest first. */
const replacements: Replacement[] = [];

/**
 * Makes `process.env` have these variables and no others.
 *
 * @returns restores the variables that it has changed, and that no one has changed since. A later replacement stays in effect,
 * and then restores them
 */
export function replaceProcessEnv(env: Environment): () => void {
  const replacement: Replacement = { before: { ...process.env }, env };
  for (const name of listChanges(replacement)) {
    setVariable(name, env[name]);
  }
  replacements.push(replacement);
  return () => restore(replacement);
}

function restore(replacement: Replacement): void {
  const { before, env } = replacement;
  const index = replacements.indexOf(replacement);
  const next = replacements[index + 1];
  replacements.splice(index, 1);
  for (const name of listChanges(replacement)) {
    if (next === undefined) {
      if (process.env[name] === env[name]) {
        setVariable(name, before[name]);
      }
    } else if (next.before[name] === env[name]) {
      next.before[name] = before[name];
    }
  }
}

function listChanges({ before, env }: Replacement): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(env)]);
  return [...names].filter((name) => before[name] !== env[name]);
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}
