// Reads the JSON reports that vitest writes in each workspace, and prints failed tests. Runs on any Node, and without
// installed dependencies.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, relative } from "node:path";

/**
 * Reads the reports of all workspaces.
 *
 * @param since - leaves out reports that were written before this time, in milliseconds since 1970
 * @returns for each report its workspace, the command that runs its tests, and its test files
 */
export function readReports(since = 0) {
  const { workspaces = [] } = JSON.parse(readFileSync("package.json", "utf8"));
  const folders = workspaces.flatMap((pattern) => (pattern.endsWith("/*") ? listFolder(pattern) : [pattern]));
  return folders
    .filter((folder) => existsSync(`${folder}/package.json`))
    .flatMap((folder) =>
      listFolder(`${folder}/.reports/*`)
        .filter((path) => path.endsWith(".json") && statSync(path).mtimeMs >= since)
        .map((path) => ({
          folder,
          workspace: JSON.parse(readFileSync(`${folder}/package.json`, "utf8")).name,
          command: basename(path) === "vitest.json" ? "npm test" : `npm run test:${basename(path, ".json")}`,
          files: JSON.parse(readFileSync(path, "utf8")).testResults,
        })),
    );
}

/** Lists each failed test of the reports: a few lines with file, name, assertion and the command that repeats it. */
export function listFailures(reports) {
  return reports.flatMap(({ folder, workspace, command, files }) =>
    files.flatMap((file) =>
      failuresOf(file).map(({ name, message }) => {
        const filter = name === "" ? "" : ` -t ${quote(name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))}`;
        const test = `${relative(process.cwd(), file.name)}${name && ` > ${name}`}`;
        const repeat = `${command} --workspace ${workspace} -- ${relative(folder, file.name)}${filter}`;
        return `FAILED ${test}\n${message.replaceAll(/^/gm, "    ")}\n    ${repeat}`;
      }),
    ),
  );
}

/** A file that could not be loaded or set up has no failed test. It counts as one failure without a name. */
function failuresOf({ status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === "failed");
  return failed.length === 0 && status === "failed"
    ? [{ name: "", message }]
    : failed.map(({ ancestorTitles, title, failureMessages }) => ({
        name: [...ancestorTitles, title].join(" > "),
        message: failureMessages.join("\n").replaceAll(/\n +at .*(node_modules|<anonymous>).*/g, ""),
      }));
}

function quote(text) {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}

function listFolder(pattern) {
  const folder = pattern.slice(0, -2);
  return existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
}
