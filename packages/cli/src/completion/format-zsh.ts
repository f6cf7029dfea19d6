import {
  type DescribedCommand,
  type DescribedOption,
  listCommands,
  type Values,
} from "./described-command.ts";

/** Formats the completion script for zsh: to source it after compinit, or as the file `_eks-auth` in a folder of fpath. */
export function formatZsh(program: DescribedCommand): string {
  const main = functionOf(program);
  return `#compdef ${program.name}
# Completion of eks-auth for zsh, written by eks-auth completion zsh.
compdef ${main} ${program.name}
${listCommands(program).map(formatFunction).join("")}\
# The name of the file, if zsh loads it from fpath.
[[ $funcstack[1] == _${program.name} ]] && ${main}
true
`;
}

function functionOf({ path }: DescribedCommand): string {
  return `_${path.replaceAll(/[ -]/g, "_")}`;
}

function formatFunction(command: DescribedCommand): string {
  const { commands, options, argument } = command;
  const specs = options.flatMap(formatOption);
  if (commands.length === 0) {
    return `${functionOf(command)}() {
  _arguments -S${formatSpecs([...specs, ...formatArgument(argument)])}
}
`;
  }
  const described = commands.map(({ name, description }) => `    ${quote(`${name}:${description}`)}\n`);
  return `${functionOf(command)}() {
  local context state state_descr line
  typeset -A opt_args
  local -a subcommands=(
${described.join("")}  )
  _arguments -C -S${formatSpecs([...specs, "1:command:->command", "*::argument:->argument"])}
  case $state in
    command) _describe command subcommands ;;
    argument)
      case $words[1] in
${commands.map((each) => `        ${each.name}) ${functionOf(each)} ;;\n`).join("")}\
      esac
      ;;
  esac
}
`;
}

function formatSpecs(specs: readonly string[]): string {
  return specs.map((spec) => ` \\\n    ${quote(spec)}`).join("");
}

/** A spec for each flag. An option with a value can be repeated; others exclude each other's flags. */
function formatOption({ flags, description, values }: DescribedOption): string[] {
  const text = `[${description.replaceAll(/[\\[\]]/g, "\\$&")}]`;
  return flags.map((flag) =>
    values === undefined
      ? `(${flags.join(" ")})${flag}${text}`
      : `*${flag}=${text}:value:${formatValues(values)}`,
  );
}

function formatArgument(argument: Values | undefined): string[] {
  if (argument === undefined) {
    return [];
  }
  return argument.kind === "programs"
    ? ["(-)1:command: _command_names -e", "*::argument: _normal"]
    : [`1:argument:${formatValues(argument)}`];
}

function formatValues(values: Values): string {
  if (values.kind === "words") {
    return `(${values.words.join(" ")})`;
  }
  return values.kind === "files" ? "_files" : " ";
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
