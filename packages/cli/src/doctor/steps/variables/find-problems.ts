import { looksLikeToken } from "../../../core/token-text.ts";
import { describeAddress, isTakenBySdks, sdkAddressRule } from "../../network/address.ts";
import type { Trouble } from "./trouble.ts";
import { fileVariable, uriVariable } from "./variable-names.ts";

/** Says which variables are missing. */
export function describeMissing(names: readonly string[]): Trouble {
  return {
    found: `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} not set, so SDKs don't ask an agent.`,
    remedy:
      "In a pod, the Pod Identity webhook sets them when the pod is made: check that it runs, then make the pod anew. " +
      "Elsewhere set them, or give --agent and --token-file.",
  };
}

/** Finds what keeps SDKs from asking at the address that the variable has. */
export function findUriProblems(text: string): Trouble[] {
  if (!URL.canParse(text)) {
    return [
      {
        found: `${uriVariable} is not a URL.`,
        remedy: "For pods it is http://169.254.170.23/v1/credentials.",
      },
    ];
  }
  const url = new URL(text);
  return isTakenBySdks(url)
    ? []
    : [
        {
          found: `${uriVariable} is ${describeAddress(url)}, where no SDK sends a token.`,
          remedy: `By ${sdkAddressRule}.`,
        },
      ];
}

/** Finds what keeps SDKs from reading the file that the variable names. */
export function findFileProblems(text: string): Trouble[] {
  return looksLikeToken(text)
    ? [
        {
          found: `${fileVariable} holds a token, where SDKs look for the name of a file.`,
          remedy: "Write the token to a file, and the file's path to the variable.",
        },
      ]
    : [];
}
