import {
  type DescribedCommand,
  type DescribedOption,
  listCommands,
  type Values,
} from "./described-command.ts";

/** Formats the completion script for fish. */
export function formatFish(program: DescribedCommand): string {
  const commands = listCommands(program);
  const withPrograms = commands.filter(({ argument }) => argument?.kind === "programs");
  const paths = commands.slice(1).map(({ path }) => path);
  return `# Completion of eks-auth for fish, written by eks-auth completion fish.
function __eks_auth_path
    set -l path ${program.name}
    for word in (commandline -opc)[2..-1]
        switch "$path $word"
            case ${[...paths, ...withPrograms.map(({ path }) => `${path} --`)].map(quote).join(" ")}
                set path "$path $word"
        end
    end
    echo $path
end
function __eks_auth_at
    test (__eks_auth_path) = "$argv"
end
complete -c ${program.name} -f
${commands.map((command) => formatCommand(program, command)).join("")}`;
}

function formatCommand(
  program: DescribedCommand,
  { path, commands, options, argument }: DescribedCommand,
): string {
  const start = `complete -c ${program.name} -n ${quote(`__eks_auth_at ${path}`)}`;
  const lines = [
    ...commands.map(({ name, description }) => `${start} -a ${name} -d ${quote(description)}`),
    ...options.map((option) => `${start}${formatOption(option)}`),
    ...formatArgument(program, path, start, argument),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function formatOption({ flags, description, values }: DescribedOption): string {
  const names = flags.map((flag) =>
    flag.startsWith("--") ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`,
  );
  return `${names.join("")}${values === undefined ? "" : ` -r${values.kind === "files" ? "" : " -f"}${formatValues(values)}`} -d ${quote(description)}`;
}

function formatArgument(
  program: DescribedCommand,
  path: string,
  start: string,
  argument: Values | undefined,
): string[] {
  if (argument === undefined) {
    return [];
  }
  // Only the first word after -- is a program.
  return argument.kind === "programs"
    ? [
        `complete -c ${program.name} -n ${quote(`__eks_auth_at ${path} --`)} -F -a '(test (commandline -opc)[-1] = --; and complete -C (commandline -ct))'`,
      ]
    : [`${start}${formatValues(argument)}`];
}

function formatValues(values: Values): string {
  if (values.kind === "words") {
    return ` -a ${quote(values.words.join(" "))}`;
  }
  return values.kind === "files" ? " -F" : "";
}

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
}
