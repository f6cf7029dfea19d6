import type { Argument, Command, Option } from "commander";

/** What a value can be completed with: some words, files, the programs of the machine, or nothing that is known. */
export type Values =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "files" | "programs" | "unknown" };

/** An option, as completion scripts need it. */
export interface DescribedOption {
  /** `["-h", "--help"]` */
  readonly flags: readonly string[];
  readonly description: string;
  /** Undefined if it has no value. */
  readonly values: Values | undefined;
}

/** A command, as completion scripts need it. */
export interface DescribedCommand {
  /** Its last word. */
  readonly name: string;
  /** All of its words: `eks-auth association add`. */
  readonly path: string;
  readonly description: string;
  readonly commands: readonly DescribedCommand[];
  readonly options: readonly DescribedOption[];
  /** Of its argument; undefined if it has none. */
  readonly argument: Values | undefined;
}

/** Describes a command and those below it, from their definitions. */
export function describeCommand(command: Command, parents: readonly string[] = []): DescribedCommand {
  const words = [...parents, command.name()];
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    path: words.join(" "),
    description: shorten(command.description()),
    commands: command.commands.map((each) => describeCommand(each, words)),
    options: command.createHelp().visibleOptions(command).map(describeOption),
    argument: argument && valuesOf(argument, argument.name()),
  };
}

/** Lists a command and all below it. */
export function listCommands(command: DescribedCommand): DescribedCommand[] {
  return [command, ...command.commands.flatMap(listCommands)];
}

function describeOption(option: Option): DescribedOption {
  const name = /<([^>.]+)/.exec(option.flags)?.[1];
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: shorten(option.description),
    values: name === undefined ? undefined : valuesOf(option, name),
  };
}

/** @param name - of the value in the help */
function valuesOf({ argChoices }: Option | Argument, name: string): Values {
  return argChoices === undefined
    ? { kind: valueKinds[name] ?? "unknown" }
    : { kind: "words", words: argChoices };
}

const valueKinds: Readonly<Record<string, "files" | "programs">> = {
  file: "files",
  path: "files",
  command: "programs",
};

/** Shortens a description to its first clause. */
function shorten(description: string): string {
  return description.replace(/([.:;]|, such as| \(default)(\s.*|$)/s, "");
}
