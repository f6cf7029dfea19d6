import { isIP } from "node:net";
import { Command, InvalidArgumentError, Option } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import type { LinkLocalOptions } from "./change-addresses.ts";

/** Those of the EKS Pod Identity Agent, to which AWS SDKs send tokens over plain HTTP. */
const podIdentityAddresses = ["169.254.170.23/32", "fd00:ec2::23/128"];

const note = `
It runs the program ip and needs CAP_NET_ADMIN. The addresses are lost when the node restarts. IPv6 addresses are skipped if
IPv6 is disabled.
`;

const examples = {
  all: `
Examples:
  eks-auth link-local add
      before the agent starts on a node
  eks-auth link-local remove
      after the agent was uninstalled
${note}`,
  add: `
Examples:
  eks-auth link-local add
      before the agent starts on a node
  eks-auth link-local add --device pod-id-link0
      on another device, which exists
${note}`,
  remove: `
Examples:
  eks-auth link-local remove
      after the agent was uninstalled
  eks-auth link-local remove --device pod-id-link0
      from the device that they were added to
${note}`,
} as const;

/** Creates the `link-local` command, which puts the addresses of the agent on a network device of the node. */
export function createLinkLocalCommand(): Command {
  const command = new Command("link-local")
    .description(descriptions["link-local"])
    .addHelpText("after", helpText(examples.all));
  addOptions(
    command
      .command("add")
      .description("Add the addresses. Those that the device has already are left as they are.")
      .addHelpText("after", helpText(examples.add)),
  ).action(async (options: LinkLocalOptions) => {
    const { addAddresses } = await import("./change-addresses.ts");
    await addAddresses(options, printLine);
  });
  addOptions(
    command
      .command("remove")
      .description("Remove the addresses. Those that the device does not have are no error.")
      .addHelpText("after", helpText(examples.remove)),
  ).action(async (options: LinkLocalOptions) => {
    const { removeAddresses } = await import("./change-addresses.ts");
    await removeAddresses(options, printLine);
  });
  return command;
}

function addOptions(command: Command): Command {
  let isDefault = true;
  return command
    .addOption(new Option("--device <name>", "the network device").argParser(parseDevice).default("lo"))
    .addOption(
      new Option("--address <address>", "an address, with a prefix length or without; can be repeated")
        .argParser((text, earlier: readonly string[]) => {
          const addresses = [...(isDefault ? [] : earlier), parseAddress(text)];
          isDefault = false;
          return addresses;
        })
        .default(podIdentityAddresses, podIdentityAddresses.join(" and ")),
    );
}

function parseDevice(text: string): string {
  if (!/^(?!\.{1,2}$)[^\s/]{1,15}$/.test(text)) {
    throw new InvalidArgumentError("A device's name has 1 to 15 characters, without spaces and slashes.");
  }
  return text;
}

/** @returns the address as `ip` prints it */
function parseAddress(text: string): string {
  const [, address = "", prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  const maxLength = version === 6 ? 128 : 32;
  const length = Number(prefix ?? maxLength);
  // A URL normalizes an address, and rejects one with a zone.
  const url = version === 6 ? URL.parse(`http://[${address}]`) : null;
  if (version === 0 || length > maxLength || (version === 6 && url === null)) {
    throw new InvalidArgumentError("It must be an IP address, such as 169.254.170.23 or fd00:ec2::23/128.");
  }
  return `${url === null ? address : url.hostname.slice(1, -1)}/${length}`;
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
