import type { I18n } from "../../../i18n/i18n";

// The pages of a sign-in that the log names.
const pages = [
  "pick",
  "user",
  "password",
  "push",
  "key",
  "code",
  "text",
  "sendcode",
  "emailcode",
  "call",
  "pass",
  "ways",
  "digits",
  "denied",
  "expired",
  "twin",
  "personal",
  "kmsi",
  "device",
  "review",
  "consent",
  "approval",
  "requested",
  "proofup",
  "enrolmethod",
  "enrolapp",
  "enrolcode",
  "enrolwait",
  "enrolnumber",
  "enrolfallback",
  "enroldone",
] as const;

// askedWords are the pages that a person saw, in words, in their order.
export function askedWords(asked: readonly string[], t: I18n["t"]): string {
  if (asked.length === 0) return t("log.nothingAsked");
  return asked
    .map((page) => {
      const known = pages.find((each) => each === page);
      return known ? t(`log.page.${known}`) : page;
    })
    .join(", ");
}
