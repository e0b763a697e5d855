import { useCallback } from "react";
import type { PracticeMethod } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";

// methods are all second factors, in the order in which pages offer them.
export const methods: readonly PracticeMethod[] = [
  "PhoneAppNotification",
  "PhoneAppOTP",
  "OneWaySMS",
  "TwoWayVoiceMobile",
  "TwoWayVoiceOffice",
  "TemporaryAccessPass",
  "FidoKey",
];

function isMethod(name: string): name is PracticeMethod {
  return (methods as readonly string[]).includes(name);
}

// useMethodNames gives methods in words; none is a password only.
export function useMethodNames(): (names: readonly string[]) => string {
  const { t } = useTranslation();
  return useCallback(
    (names) =>
      names.length === 0
        ? t("practice.noMethod")
        : names.map((name) => (isMethod(name) ? t(`practice.method.${name}`) : name)).join(", "),
    [t],
  );
}
