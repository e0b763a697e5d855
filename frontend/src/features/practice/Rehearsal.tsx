import { useBackend } from "../../backend/context";
import { useResource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { CopyButton } from "../../ui/CopyButton";
import { Stack } from "../../ui/Stack";
import { Truncated } from "../../ui/Truncated";
import { ProblemView } from "../problem/ProblemView";
import { Phone } from "./phone/Phone";
import css from "./practice.module.css";
import { Users } from "./Users";

// Rehearsal is what it takes to practise: users to play, an application, the phone.
export function Rehearsal() {
  const { t } = useTranslation();
  const backend = useBackend();
  const state = useResource("practice", () => backend.practice.state());
  const facts: [string, string][] = state.data
    ? [
        [t("twoFactor.applicationId"), state.data.applicationId],
        [t("twoFactor.redirectUri"), state.data.redirectUri],
      ]
    : [];
  return (
    <div className={css.columns}>
      <Stack gap={12}>
        <p className={css.small}>{t("practice.what")}</p>
        {state.problem && <ProblemView problem={state.problem} />}
        {facts.length > 0 && (
          <section aria-label={t("practice.application")}>
            <strong>{t("practice.application")}</strong>
            <dl className={css.facts}>
              {facts.map(([label, value]) => (
                <Fact key={label} label={label} value={value} />
              ))}
            </dl>
          </section>
        )}
        <Users title={t("practice.users")} />
      </Stack>
      <Phone />
    </div>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Truncated text={value} />
      </dd>
      <dd>
        <CopyButton text={value} label={t("common.copyOf", { what: label })} iconOnly />
      </dd>
    </>
  );
}
