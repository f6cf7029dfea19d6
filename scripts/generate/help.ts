/** What `--help` prints. */
export const help = `Generates packages/{types,client,server}/src/gen from the Smithy model in model/,
or the same three packages for a model of your own.

Usage: npm run generate [-- OPTION]

This repository's packages; a generation that has nothing to do takes no Java:
  --check         write nothing; exit with 1 where a generated file is not what the model gives.
                  Without Java or Maven it compares digests with generated.lock.json instead, and says so.
  --watch         generate, and build the packages, after each change in model/, until Ctrl-C

Packages of another restJson1 service:
  --model DIR     the folder with its .smithy files, and its smithy-build.json where it has one
  --out DIR       the folder to make types/, client/ and server/ in. Where they are there already, only
                  src/gen and the client's test/gen are written
  --scope @NAME   what the packages' names start with: @NAME/types, @NAME/client, @NAME/server
  --service ID    the service's shape ID, where the model has several that speak restJson1

  --help          show this text

Needs Java 17 or newer, and Maven the first time.

Examples:
  npm run generate              after a change in model/ or scripts/
  npm run generate -- --check   before a commit
  npm run generate -- --watch   while you work on model/
  npm run generate -- --model ../library/model --out ../library/packages --scope @acme
  npm run generate -- --model ../shop --out ../shop/packages --scope @acme --service com.acme.shop#Orders

docs/regenerating.md tells more.
`;
