/** What `--help` prints. */
export const help = `Changes the model in every way of a catalogue, in a copy of the repository, and follows each change to a call over HTTP:
generates, builds and type-checks the packages, implements the stub, calls it with the client, and compares the bump
that model:diff forces with the one that the change needs. Invalid changes have to be refused, and to leave nothing behind.

Usage: npm run evolve [-- OPTION]

  --only NAME  this change alone; may be given several times, and as a part with a star: 'type-*'
  --json       print JSON instead of a table
  --write      write the table to docs/versioning.md; not together with --only
  --list       print the changes, and try none
  --help       show this text

In the table, breaks names the packages whose users no longer compile: for these, a bump has to be major.

Needs Java 17 or newer, and Maven the first time. All changes take some minutes.

Exit codes:
  0  each change was followed, or refused, as it has to be
  1  one was not, or its edit no longer fits the model
  2  an option or a name is not known

Examples:
  npm run evolve                                      after a change of the generator
  npm run evolve -- --only union --only 'rename-*'    while you work on it
  npm run --silent evolve -- --json | jq '.changes[] | select(.problems != [])'
  npm run evolve -- --write                           after a change of the catalogue, or of what it gives
`;
