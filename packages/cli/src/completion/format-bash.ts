import { type DescribedCommand, type DescribedOption, listCommands } from "./described-command.ts";

/** Formats the completion script for bash, from version 3.2, which macOS has. Files are completed by bash's default. */
export function formatBash(program: DescribedCommand): string {
  const commands = listCommands(program);
  return `# Completion of eks-auth for bash, written by eks-auth completion bash.
_eks_auth() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} path=${program.name} words= i
  COMPREPLY=()
  # Bash splits --option=value at the equals sign.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path \${COMP_WORDS[i]}" in
${commands
  .filter(({ argument }) => argument?.kind === "programs")
  .map(formatProgramArm)
  .join("")}\
      ${commands
        .slice(1)
        .map(({ path }) => `"${path}"`)
        .join(" | \\\n      ")})
        path="$path \${COMP_WORDS[i]}"
        ;;
    esac
  done
  case $path in
${commands.map(formatArm).join("")}\
  esac
  # There are no files among these words.
  type compopt >/dev/null 2>&1 && compopt +o default 2>/dev/null
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _eks_auth ${program.name}
`;
}

/** After \`--\`: programs, and then their arguments, which can be files. */
function formatProgramArm({ path }: DescribedCommand): string {
  return `      "${path} --")
        ((i + 1 < COMP_CWORD)) || COMPREPLY=($(compgen -c -- "$cur"))
        return
        ;;
`;
}

function formatArm({ path, commands, options, argument }: DescribedCommand): string {
  const flags = options.flatMap((option) => option.flags);
  const values = argument?.kind === "words" ? argument.words : [];
  const words = [...commands.map(({ name }) => name), ...values, ...flags].join(" ");
  const files = argument?.kind === "files" ? "[[ $cur == -* ]] || return; " : "";
  return `    "${path}")
      case $prev in
${formatValueArm(options, "files", "return ")}\
${formatValueArm(options, "unknown", "")}\
${options.map(formatWordsArm).join("")}\
        *) ${files}words="${words}" ;;
      esac
      ;;
`;
}

function formatValueArm(
  options: readonly DescribedOption[],
  kind: "files" | "unknown",
  then: string,
): string {
  const flags = options.filter(({ values }) => values?.kind === kind).flatMap((option) => option.flags);
  return flags.length === 0 ? "" : `        ${flags.join(" | ")}) ${then};;\n`;
}

function formatWordsArm({ flags, values }: DescribedOption): string {
  return values?.kind === "words"
    ? `        ${flags.join(" | ")}) words="${values.words.join(" ")}" ;;\n`
    : "";
}
