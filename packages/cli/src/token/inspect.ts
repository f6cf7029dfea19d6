import { text } from "node:stream/consumers";
import { styleText } from "node:util";
import { type InspectedCheck, inspectToken, type TokenInspection, type TokenIssuer } from "@eks-auth/service";
import { CommandError } from "../core/command-error.ts";
import { formatJson } from "../core/output.ts";
import { readTokenFile } from "../core/read-token-file.ts";

/** The options of `eks-auth token inspect`; see its help. */
export interface InspectOptions {
  readonly file?: string;
  readonly config: string;
  readonly cluster: string;
  readonly json?: boolean;
}

interface InspectDependencies {
  readonly findIssuer: (configFile: string, clusterName: string) => Promise<TokenIssuer>;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Runs `eks-auth token inspect`: explains a token check by check. */
export async function runInspect(
  options: InspectOptions,
  { findIssuer, input, output }: InspectDependencies,
): Promise<void> {
  const issuer = await findIssuer(options.config, options.cluster);
  const inspection = await inspectWithRetry(await readToken(options.file, input), issuer);
  output.write(options.json ? formatJson(inspection) : formatInspection(inspection, output));
  const failed = inspection.checks.find(({ status }) => status === "failed");
  if (failed !== undefined) {
    throw new CommandError(
      "token_refused",
      `the token would be refused; the first check that failed is: ${failed.check}.`,
    );
  }
}

async function readToken(path: string | undefined, input: NodeJS.ReadableStream): Promise<string> {
  const { text: token, problem } =
    path === undefined ? { text: (await text(input)).trim(), problem: undefined } : await readTokenFile(path);
  if (problem?.code === "unreadable") {
    throw new CommandError("file_unusable", `the token file ${path} ${problem.error.problem} Check --file.`);
  }
  if (token === "") {
    throw new CommandError(
      "file_unusable",
      `${path ?? "standard input"} is empty; it should contain a token.`,
    );
  }
  return token;
}

/** Fetching the keys can take 5 s, and one inspection waits 900 ms for them. */
const maxInspections = 6;

/** Inspects a token, and repeats that while the issuer's keys are being fetched. */
export async function inspectWithRetry(token: string, issuer: TokenIssuer): Promise<TokenInspection> {
  let inspection = await inspectToken(token, issuer, new Date());
  for (let times = 1; times < maxInspections && isKeyTimeout(inspection); times++) {
    inspection = await inspectToken(token, issuer, new Date());
  }
  return inspection;
}

function isKeyTimeout({ checks }: TokenInspection): boolean {
  return checks.some(({ check, reason }) => check === "key" && reason === "timeout");
}

const colours: Readonly<Record<InspectedCheck["status"], "green" | "red" | "dim">> = {
  passed: "green",
  failed: "red",
  "not reached": "dim",
};

/** @param stream - the stream that it will be written to; there are colours only if it is a terminal */
function formatInspection({ accepted, checks }: TokenInspection, stream: NodeJS.WritableStream): string {
  const widths = {
    check: Math.max(...checks.map(({ check }) => check.length)),
    status: Math.max(...checks.map(({ status }) => status.length)),
  };
  const lines = checks.map(({ check, status, message }) => {
    const label = styleText(colours[status], status.padEnd(widths.status), { stream });
    return `${label}  ${check.padEnd(widths.check)}  ${message}\n`;
  });
  const verdict = accepted
    ? styleText("green", "The token would be accepted.", { stream })
    : styleText("red", "The token would be refused.", { stream });
  return `${lines.join("")}\n${verdict}\n`;
}
