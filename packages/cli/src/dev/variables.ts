import { CommandError } from "../core/command-error.ts";
import { quoteForShell } from "../core/output.ts";
import {
  type CredentialSource,
  createAgentVariables,
  type Environment,
  formatNoProxyLines,
  ignoreEndpointsVariable,
  noProxyVariables,
} from "../sdk-environment/agent-variables.ts";
import { competingVariables } from "../sdk-environment/competing-variables.ts";
import { devCluster } from "./sample.ts";

/** Where a development environment answers AWS SDKs. */
export interface DevAddresses {
  /** The URL of the agent. */
  readonly agentUrl: string;
  /** The URL of the STS. */
  readonly stsUrl: string;
  /** The absolute path of the token file. */
  readonly tokenFile: string;
}

/** Returns what an AWS SDK needs to use a development environment. */
export function toSource({ agentUrl, stsUrl, tokenFile }: DevAddresses): CredentialSource {
  return { credentialsUrl: `${agentUrl}/v1/credentials`, tokenFile, region: devCluster.region, stsUrl };
}

/** Creates the variables that make AWS SDKs use a development environment. */
export function createVariables(addresses: DevAddresses): Readonly<Record<string, string>> {
  return createAgentVariables(toSource(addresses));
}

/** In characters. */
const maxWidth = 110;

/** Writes the lines that make AWS SDKs use only a development environment, in any POSIX shell with any variables. */
export function formatShellLines(addresses: DevAddresses): readonly string[] {
  const assignments = Object.entries(createVariables(addresses)).map(
    ([name, value]) => `${name}=${quoteForShell(value)}`,
  );
  return [
    ...fillLines("unset", [...competingVariables, ignoreEndpointsVariable]),
    ...fillLines("export", assignments),
    ...formatNoProxyLines(new URL(addresses.agentUrl).hostname),
  ];
}

/** Repeats a command for as many lines as its words need. */
function fillLines(command: string, words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= maxWidth) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(`${command} ${word}`);
    }
  }
  return lines;
}

/** The first line of a file of variables. */
export const envFileHeader = "# Written by eks-auth dev, which removes it when it ends.";

/**
 * Writes the variables in the dotenv format, for `node --env-file`, Docker Compose and IDEs. A value has no quotes unless it
 * needs them, because some of these programs take quotes as a part of the value.
 *
 * @param user - the variables that the user has; those of a proxy decide whether there is a NO_PROXY
 * @throws CommandError if the format has no spelling for a value
 */
export function formatEnvFile(addresses: DevAddresses, user: Environment): string {
  const variables = {
    ...createVariables(addresses),
    ...noProxyVariables(user, new URL(addresses.agentUrl).hostname),
  };
  const lines = Object.entries(variables).map(([name, value = ""]) => `${name}=${quoteForEnvFile(value)}`);
  return `${[envFileHeader, ...lines].join("\n")}\n`;
}

/** Whether a text is a file of variables as {@link formatEnvFile} writes it: a user has added nothing to it. */
export function isEnvFile(text: string): boolean {
  const [header, ...lines] = text.split("\n");
  const names = lines.slice(0, -1).map((line) => /^(\w+)=/.exec(line)?.[1] ?? "");
  return (
    header === envFileHeader &&
    lines.at(-1) === "" &&
    new Set(names).size === names.length &&
    names.every((name) => envFileNames.has(name))
  );
}

const envFileNames: ReadonlySet<string> = new Set([
  ...Object.keys(createVariables({ agentUrl: "", stsUrl: "", tokenFile: "" })),
  ...Object.keys(noProxyVariables({ HTTP_PROXY: "any" }, "")),
]);

function quoteForEnvFile(value: string): string {
  if (/^[\w./:,*@%+~[\]-]+$/.test(value)) {
    return value;
  }
  if (/['\n\r]/.test(value)) {
    throw new CommandError(
      "option_invalid",
      `${JSON.stringify(value)} can't be written to an env file, because of its quote or line break. Use another --directory.`,
    );
  }
  // In single quotes, nothing is expanded.
  return `'${value}'`;
}
