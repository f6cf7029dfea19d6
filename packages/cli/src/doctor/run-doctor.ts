import { CommandError } from "../core/command-error.ts";
import { quoteForShell } from "../core/output.ts";
import type { Finding } from "../findings/finding.ts";
import { printReport, type Report } from "../findings/report.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import {
  type Check,
  type CheckName,
  type CheckResult,
  type DoctorInput,
  type DoctorOptions,
  type FactName,
  type Facts,
  type FactsWith,
  fail,
  formatTime,
} from "./check.ts";
import { checkTokenFile } from "./check-token-file.ts";
import { checkVariables } from "./check-variables.ts";
import { diagnoseError } from "./diagnose-error.ts";
import { mergeFindings } from "./merge-findings.ts";
import { createReport } from "./report.ts";

/**
 * Runs `eks-auth doctor`: checks each step by which a pod gets credentials, and prints the findings.
 */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  printReport(await runChecks(options, process.env), options.json ? "json" : "text");
}

const loadServerChecks = () => import("./server-checks.ts");

/** The checks in the order in which they run. Those with much code load it only if they run. */
const checks: readonly Check[] = [
  defineCheck({
    name: "variables",
    needs: [],
    provides: ["agentUrl", "tokenFile"],
    run: (_facts, input) => checkVariables(input),
  }),
  defineCheck({
    name: "token file",
    needs: ["tokenFile"],
    provides: ["token"],
    run: ({ tokenFile }, { options }) =>
      checkTokenFile(tokenFile, { isReadBySdks: options.tokenFile === undefined, now: Date.now() }),
  }),
  defineCheck({
    name: "agent",
    needs: ["agentUrl", "token"],
    provides: ["credentials"],
    run: async ({ agentUrl, token }) => (await import("./check-agent.ts")).checkAgent(agentUrl, token),
  }),
  defineCheck({
    name: "server",
    needs: ["endpoint", "clusterName", "token"],
    provides: ["credentials"],
    run: async ({ endpoint, clusterName, token }, { options, environment }) => {
      const { checkServer, readCaller } = await loadServerChecks();
      const caller = await readCaller(endpoint, options);
      return "finding" in caller
        ? caller
        : checkServer(endpoint, { clusterName, token, caller, environment });
    },
  }),
  defineCheck({
    name: "keys",
    needs: ["configuration", "token"],
    provides: ["tokenCluster", "issuer"],
    run: async ({ configuration, token, tokenFile = "" }) =>
      (await loadServerChecks()).checkKeys(configuration, token, tokenFile),
  }),
  defineCheck({
    name: "association",
    needs: ["configuration", "token", "tokenCluster"],
    provides: ["associations"],
    run: async ({ configuration, token }) =>
      (await loadServerChecks()).checkAssociation(configuration, token.pod),
  }),
  defineCheck({
    name: "exchange",
    needs: ["configuration", "token", "issuer", "associations"],
    provides: ["credentials"],
    run: async ({ configuration, token, issuer, associations, credentials }) =>
      (await loadServerChecks()).checkExchange({
        configuration,
        token,
        issuer,
        associations,
        credentials,
      }),
  }),
  defineCheck({
    name: "STS",
    needs: ["credentials"],
    provides: ["callerArn"],
    run: async ({ credentials, configuration }, { environment }) =>
      (await import("./check-sts.ts")).checkSts(credentials, environment, configuration),
  }),
];

function defineCheck<Needs extends FactName = never>(check: Check<Needs>): Check {
  // The runner calls a check only if it has all facts that the check needs.
  return check as unknown as Check;
}

/** How findings name a fact, and what a skipped check says if the fact was not given. */
const factTexts: Readonly<Record<FactName, { readonly name: string; readonly skipped?: Finding }>> = {
  tokenFile: { name: "the path of a token file" },
  agentUrl: {
    name: "the agent's address",
    skipped: skip("The agent's address is not given.", "To ask the agent, use --agent URL."),
  },
  token: { name: "a token" },
  endpoint: {
    name: "the server's address",
    skipped: skip("The server's address is not given.", "To ask it, use --endpoint URL --cluster NAME."),
  },
  configuration: {
    name: "a usable configuration",
    skipped: skip(
      "The server's configuration is not given.",
      "To check it, use --config FILE --cluster NAME.",
    ),
  },
  clusterName: { name: "the cluster's name" },
  tokenCluster: { name: "a token of this cluster" },
  issuer: {
    name: "a token that the cluster's keys verify",
    skipped: skip(
      "The cluster's keys are known only by its API server.",
      "To ask the server, use --endpoint.",
    ),
  },
  associations: {
    name: "an association",
    skipped: skip(
      "The associations are resources of the cluster's API server.",
      "To ask the server, use --endpoint.",
    ),
  },
  credentials: {
    name: "credentials",
    skipped: skip("There are no credentials to check.", "To get some, use --agent URL or --endpoint URL."),
  },
  callerArn: { name: "the caller's ARN" },
};

/** Says why a configuration is not used: it can't be, or it is not clear for which cluster. */
function explainUnusable({ code, problems }: CommandError, config: string): CheckResult {
  const found = problems.join("\n");
  switch (code) {
    case "cluster_not_found":
      return fail("cluster_not_found", found, "Use --cluster with the name of a cluster of this file.");
    case "option_invalid":
      return fail("cluster_not_given", found, "Say which is the pod's: --cluster NAME.");
    default: {
      const remedy = `For all problems of the file, run: eks-auth config check --config ${quoteForShell(config)}`;
      return fail("configuration_unusable", found, remedy);
    }
  }
}

function skip(found: string, remedy: string): Finding {
  return { status: "skipped", found, remedy };
}

/** Runs all checks whose needs are met, and reports on all checks. */
export async function runChecks(
  options: DoctorOptions,
  environment: Environment,
): Promise<Report<CheckName>> {
  const runner = new CheckRunner({ options, environment });
  await runner.readConfiguration();
  for (const check of checks) {
    await runner.run(check);
  }
  return runner.createReport();
}

/** Runs checks one after the other, and passes on the facts that they find. */
class CheckRunner {
  readonly #input: DoctorInput;
  readonly #results = new Map<CheckName, CheckResult>();
  /** Facts that a check should have found, but did not. */
  readonly #notFound = new Set<FactName>();
  #facts: Partial<Facts> = {};

  constructor(input: DoctorInput) {
    this.#input = input;
  }

  /** Reads the server's configuration, if the user gave one. An unusable one is a finding about the server. */
  async readConfiguration(): Promise<void> {
    const { config, cluster, endpoint } = this.#input.options;
    this.#addFacts({ clusterName: cluster, ...(cluster !== undefined && { endpoint }) });
    if (config === undefined) {
      return;
    }
    const { readConfiguration } = await loadServerChecks();
    try {
      const configuration = await readConfiguration(config, cluster);
      const { name } = configuration.cluster;
      this.#addFacts({ clusterName: name, configuration, endpoint: endpoint ?? configuration.endpoint });
    } catch (error) {
      if (!(error instanceof CommandError)) {
        throw error;
      }
      this.#results.set("server", explainUnusable(error, config));
      this.#notFound.add("configuration");
    }
  }

  async run(check: Check): Promise<void> {
    const result = this.#results.get(check.name) ?? (await this.#runIfPossible(check));
    this.#results.set(check.name, result);
    this.#addFacts(result.facts ?? {});
    const { status } = result.finding;
    if (status === "failed" || status === "not reached" || result.errorResponse !== undefined) {
      for (const fact of check.provides) {
        this.#notFound.add(fact);
      }
    }
  }

  async #runIfPossible(check: Check): Promise<CheckResult> {
    const missing = check.needs.find((need) => this.#facts[need] === undefined);
    return missing === undefined
      ? check.run(this.#facts as FactsWith<FactName>, this.#input)
      : { finding: this.#explainMissing(missing) };
  }

  #explainMissing(fact: FactName): Finding {
    const { name, skipped } = factTexts[fact];
    return skipped === undefined || this.#notFound.has(fact)
      ? { status: "not reached", found: `Needs ${name}.` }
      : skipped;
  }

  /** A fact that is known already stays: the agent's credentials count more than those of the server. */
  #addFacts(facts: { readonly [Name in FactName]?: Facts[Name] | undefined }): void {
    const found = Object.entries(facts).filter(([, value]) => value !== undefined);
    this.#facts = { ...Object.fromEntries(found), ...this.#facts };
  }

  createReport(): Report<CheckName> {
    const { token, tokenFile = "", credentials, callerArn } = this.#facts;
    const { clusterName: cluster, configuration } = this.#facts;
    const options = { config: configuration?.file, cluster };
    const clusters = configuration?.clusters.map(({ name }) => name);
    const responses = [...this.#results.values()].flatMap(({ errorResponse }) => errorResponse ?? []);
    const diagnoses =
      token === undefined
        ? []
        : responses.map((response) =>
            diagnoseError(response, { pod: token.pod, tokenFile, options, clusters }),
          );
    const outcome =
      token &&
      credentials &&
      `the pod ${token.pod.namespace}/${token.pod.name} gets credentials of ${callerArn ?? credentials.owner} until ${formatTime(credentials.expiration.getTime())}`;
    return createReport(mergeFindings(this.#findings(), diagnoses), outcome);
  }

  #findings(): Readonly<Record<CheckName, Finding>> {
    const findings = [...this.#results].map(([name, { finding }]) => [name, finding] as const);
    return Object.fromEntries(findings) as Record<CheckName, Finding>;
  }
}
