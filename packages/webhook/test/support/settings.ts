import { defaultCredentialsUrl, type InjectionSettings } from "../../src/injection/settings.ts";

/** The settings of a webhook without flags. */
export const defaultSettings: InjectionSettings = {
  credentialsUrl: defaultCredentialsUrl,
  regionalSts: false,
  tokenExpirationSeconds: 86_400,
  isCompetingVariable: (name) => name === "AWS_ACCESS_KEY_ID",
};
