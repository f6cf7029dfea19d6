import { styleText } from "node:util";
import { type InspectedCheck, inspectToken, type TokenInspection, type TokenIssuer } from "@eks-auth/service";
import { CommandError } from "../core/command-error.ts";
import { readToken } from "../core/token-text.ts";

/** The options of `eks-auth token inspect`. */
export interface InspectOptions {
  /** The file that holds the token; standard input unless given. */
  readonly file?: string;
  /** The configuration file. */
  readonly config: string;
  /** The cluster that the token is for. */
  readonly cluster: string;
  /** Print JSON. */
  readonly json?: boolean;
}

/** What an inspection works with. */
export interface InspectParts {
  /**
   * Finds the issuer of a cluster's tokens in a configuration file.
   *
   * @throws CommandError where the file can't be used or has no such cluster
   */
  readonly findIssuer: (configFile: string, clusterName: string) => Promise<TokenIssuer>;
  /** Where the token comes from where no file is given. */
  readonly input: NodeJS.ReadableStream;
  /** Where the inspection is printed. */
  readonly output: NodeJS.WritableStream;
}

/**
 * Runs `eks-auth token inspect`: explains a token check by check.
 *
 * @throws CommandError where the token would be refused, or can't be read
 */
export async function runInspect(options: InspectOptions, parts: InspectParts): Promise<void> {
  const { findIssuer, input, output } = parts;
  const issuer = await findIssuer(options.config, options.cluster);
  const inspection = await inspectWithRetry(await readToken(options.file, input), issuer);
  output.write(
    options.json ? `${JSON.stringify(inspection, null, 2)}\n` : printInspection(inspection, output),
  );
  const failed = inspection.checks.find(({ status }) => status === "failed");
  if (failed !== undefined) {
    throw new CommandError(`the token would be refused; the first check that failed is: ${failed.check}.`);
  }
}

/** The keys may take 5 s, and an inspection waits for 900 ms. */
const maxInspections = 6;

/** Inspects a token, and waits for the issuer's keys while they are on their way: whoever inspects has time. */
export async function inspectWithRetry(token: string, issuer: TokenIssuer): Promise<TokenInspection> {
  let inspection = await inspectToken(token, issuer, new Date());
  for (let times = 1; times < maxInspections && isTooEarly(inspection); times++) {
    inspection = await inspectToken(token, issuer, new Date());
  }
  return inspection;
}

function isTooEarly({ checks }: TokenInspection): boolean {
  return checks.some(({ check, message }) => check === "key" && /did not come within/.test(message));
}

const colours: Readonly<Record<InspectedCheck["status"], "green" | "red" | "dim">> = {
  passed: "green",
  failed: "red",
  "not reached": "dim",
};

/**
 * Writes how a token's inspection went for a person: a line for each check, and one for the whole.
 *
 * @param stream - where it will be printed; there is colour on a terminal alone
 */
export function printInspection(
  { accepted, checks }: TokenInspection,
  stream: NodeJS.WritableStream,
): string {
  const widths = {
    check: Math.max(...checks.map(({ check }) => check.length)),
    status: Math.max(...checks.map(({ status }) => status.length)),
  };
  const lines = checks.map(({ check, status, message }) => {
    const mark = styleText(colours[status], status.padEnd(widths.status), { stream });
    return `${mark}  ${check.padEnd(widths.check)}  ${message}\n`;
  });
  const verdict = accepted
    ? styleText("green", "The token would be accepted.", { stream })
    : styleText("red", "The token would be refused.", { stream });
  return `${lines.join("")}\n${verdict}\n`;
}
