import { Button, Field, Input, Spinner, Tab, TabList } from "@fluentui/react-components";
import { useState } from "react";
import type { ManualPlan } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CopyButton } from "../../ui/CopyButton";
import { Facts } from "../../ui/Facts";
import { labelFor } from "../../ui/labelFor";
import { messageOf } from "../connection/TwoFactorTab";
import { ProblemView } from "../problem/ProblemView";
import css from "./manual.module.css";
import { type Own, withOwn } from "./reveal";
import type { Manual } from "./useManual";

const tabs = ["curl", "powershell", "postman"] as const;
type Tabs = (typeof tabs)[number];

// SendStep shows the POST in the shapes that people know, and does it on request.
export function SendStep({ manual, plan, code }: { manual: Manual; plan: ManualPlan; code: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [tab, setTab] = useState<Tabs>("curl");
  const [secret, setSecret] = useState("");
  const [shown, setShown] = useState(false);
  const [early, setEarly] = useState(false);
  const own: Own = { code, client_secret: secret };
  const wantsSecret = plan.fields.some((field) => field.name === "client_secret");
  const problem = manual.problems.exchange;
  const secretProblem = problem?.field === "clientSecret" ? problem : undefined;

  async function exchange() {
    setEarly(!manual.taken);
    if (!manual.taken) {
      document.getElementById("manual-pasted")?.focus();
      return;
    }
    if (await manual.exchange(secret)) {
      // It was sent once; the next exchange asks for it again.
      setSecret("");
      setShown(false);
    } else document.getElementById("manual-secret")?.focus();
  }

  return (
    <section aria-labelledby="manual-3" className={css.step}>
      <h3 id="manual-3">{t("manual.step3")}</h3>
      <p>{t("manual.step3What")}</p>
      <TabList
        size="small"
        aria-label={t("manual.tabs")}
        selectedValue={tab}
        onTabSelect={(_, data) => setTab(tabs.find((each) => each === data.value) ?? "curl")}
      >
        {tabs.map((each) => (
          <Tab key={each} value={each} id={`manual-tab-${each}`} aria-controls="manual-panel">
            {t(`manual.tab.${each}`)}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" id="manual-panel" aria-labelledby={`manual-tab-${tab}`} className={css.step}>
        {tab === "postman" ? (
          <Postman plan={plan} own={own} shown={shown} />
        ) : (
          <Command
            text={shown ? withOwn(plan[tab], tab, own) : plan[tab]}
            label={t(`manual.tab.${tab}`)}
            onFilled={
              manual.taken
                ? () => void manual.copy(tab).then((ok) => ok && announce(t("manual.copyFilledSaid")))
                : undefined
            }
          />
        )}
        <div className={css.buttons}>
          <Button size="small" aria-pressed={shown} onClick={() => setShown((now) => !now)}>
            {t(shown ? "manual.hide" : "manual.show")}
          </Button>
          <span className={css.muted}>{t(shown ? "manual.shownWhat" : "manual.showWhat")}</span>
        </div>
      </div>
      {manual.problems.copy && <ProblemView problem={manual.problems.copy} />}
      <div className={css.line}>
        {wantsSecret && (
          <Field
            className={css.grow}
            label={labelFor("manual-secret", t("manual.secret"))}
            hint={t("manual.secretHint")}
            {...messageOf(secretProblem)}
          >
            <Input
              id="manual-secret"
              type={shown ? "text" : "password"}
              value={secret}
              autoComplete="off"
              spellCheck={false}
              onChange={(_, data) => setSecret(data.value)}
            />
          </Field>
        )}
        <Button
          className={wantsSecret ? css.beside : undefined}
          appearance="primary"
          disabledFocusable={manual.busy === "exchange"}
          icon={manual.busy === "exchange" ? <Spinner size="extra-tiny" /> : undefined}
          onClick={() => void exchange()}
        >
          {t(manual.busy === "exchange" ? "manual.exchanging" : "manual.exchange")}
        </Button>
      </div>
      {early && !manual.taken && <p role="alert">{t("manual.needCode")}</p>}
      {problem && !secretProblem && <ProblemView problem={problem} />}
    </section>
  );
}

interface CommandProps {
  text: string;
  label: string;
  // onFilled copies the command with the code in it; Go alone has the code.
  onFilled: (() => void) | undefined;
}

function Command({ text, label, onFilled }: CommandProps) {
  const { t } = useTranslation();
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: preformatted text, and a region */}
      <pre className={css.command} tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
      <div className={css.buttons}>
        <CopyButton appearance="secondary" text={text} label={t("manual.copyCommand")} />
        {onFilled && (
          <Button size="small" onClick={onFilled}>
            {t("manual.copyFilled")}
          </Button>
        )}
      </div>
    </>
  );
}

function Postman({ plan, own, shown }: { plan: ManualPlan; own: Own; shown: boolean }) {
  const { t } = useTranslation();
  const shownOf = (name: string, value: string, secret: boolean) => {
    if (!secret) return value;
    const mine = name === "code" ? own.code : name === "client_secret" ? own.client_secret : "";
    return (shown && mine) || t("manual.masked");
  };
  return (
    <>
      <Facts className={css.facts} facts={[[t("manual.tokenUrl"), plan.tokenUrl]]} />
      <p className={css.muted}>{t("manual.fieldsWhat")}</p>
      <Facts
        className={css.facts}
        facts={plan.fields.map(({ name, value, secret }) => [name, shownOf(name, value, secret)])}
      />
      <div className={css.buttons}>
        <CopyButton appearance="secondary" text={plan.postman} label={t("manual.copyCollection")} />
        <span className={css.muted}>{t("manual.collectionWhat")}</span>
      </div>
    </>
  );
}
