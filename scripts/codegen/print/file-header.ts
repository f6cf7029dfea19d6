/** The first line of every file that our emitters write. */
export const fileHeader: string =
  "// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.\n";
