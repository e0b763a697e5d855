import { Button, Input, Spinner, Tab, TabList } from "@fluentui/react-components";
import { useState } from "react";
import type { ExchangePlan } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { CopyButton } from "../../ui/CopyButton";
import { Facts } from "../../ui/Facts";
import { FieldWithButton } from "../../ui/FieldWithButton";
import { labelFor } from "../../ui/labelFor";
import text from "../../ui/text.module.css";
import { messageOf } from "../problem/fieldWords";
import { ProblemView } from "../problem/ProblemView";
import css from "./exchange.module.css";
import { type Own, withOwn } from "./reveal";
import type { Exchange } from "./useExchange";

const tabs = ["curl", "powershell", "postman"] as const;
type Tabs = (typeof tabs)[number];

// SendStep shows the POST in the shapes that people know, and does it on request.
export function SendStep({ exchange, plan, code }: { exchange: Exchange; plan: ExchangePlan; code: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [tab, setTab] = useState<Tabs>("curl");
  const [secret, setSecret] = useState("");
  const [shown, setShown] = useState(false);
  const [early, setEarly] = useState(false);
  const own: Own = { code, client_secret: secret };
  const wantsSecret = plan.fields.some((field) => field.name === "client_secret");
  const problem = exchange.problems.redeem;
  const secretProblem = problem?.field === "clientSecret" ? problem : undefined;

  async function send() {
    setEarly(!exchange.taken);
    if (!exchange.taken) {
      document.getElementById("exchange-pasted")?.focus();
      return;
    }
    if (await exchange.redeem(secret)) {
      // It was sent once; the next exchange asks for it again.
      setSecret("");
      setShown(false);
    } else document.getElementById("exchange-secret")?.focus();
  }

  const redeem = (
    <Button
      appearance="primary"
      disabledFocusable={exchange.busy === "redeem"}
      icon={exchange.busy === "redeem" ? <Spinner size="extra-tiny" /> : undefined}
      onClick={() => void send()}
    >
      {t(exchange.busy === "redeem" ? "exchange.redeeming" : "exchange.redeem")}
    </Button>
  );

  return (
    <section aria-labelledby="exchange-3" className={css.step}>
      <h2 id="exchange-3">{t("exchange.step3")}</h2>
      <p>{t("exchange.step3What")}</p>
      <TabList
        size="small"
        aria-label={t("exchange.tabs")}
        selectedValue={tab}
        onTabSelect={(_, data) => setTab(tabs.find((each) => each === data.value) ?? "curl")}
      >
        {tabs.map((each) => (
          <Tab key={each} value={each} id={`exchange-tab-${each}`} aria-controls="exchange-panel">
            {t(`exchange.tab.${each}`)}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" id="exchange-panel" aria-labelledby={`exchange-tab-${tab}`} className={css.step}>
        {tab === "postman" ? (
          <Postman plan={plan} own={own} shown={shown} />
        ) : (
          <Command
            text={shown ? withOwn(plan[tab], tab, own) : plan[tab]}
            label={t(`exchange.tab.${tab}`)}
            onFilled={
              exchange.taken
                ? () => void exchange.copy(tab).then((ok) => ok && announce(t("exchange.copyFilledSaid")))
                : undefined
            }
          />
        )}
        <div className={css.buttons}>
          <Button size="small" aria-pressed={shown} onClick={() => setShown((now) => !now)}>
            {t(shown ? "exchange.hide" : "exchange.show")}
          </Button>
          <span className={text.muted}>{t(shown ? "exchange.shownWhat" : "exchange.showWhat")}</span>
        </div>
      </div>
      {exchange.problems.copy && <ProblemView problem={exchange.problems.copy} />}
      {wantsSecret ? (
        <FieldWithButton
          label={labelFor("exchange-secret", t("exchange.secret"))}
          hint={t("exchange.secretHint")}
          {...messageOf(secretProblem)}
          button={redeem}
        >
          <Input
            id="exchange-secret"
            type={shown ? "text" : "password"}
            value={secret}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => setSecret(data.value)}
          />
        </FieldWithButton>
      ) : (
        <div className={css.buttons}>{redeem}</div>
      )}
      {early && !exchange.taken && <p role="alert">{t("exchange.needCode")}</p>}
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
        <CopyButton appearance="secondary" text={text} label={t("exchange.copyCommand")} />
        {onFilled && (
          <Button size="small" onClick={onFilled}>
            {t("exchange.copyFilled")}
          </Button>
        )}
      </div>
    </>
  );
}

function Postman({ plan, own, shown }: { plan: ExchangePlan; own: Own; shown: boolean }) {
  const { t } = useTranslation();
  const shownOf = (name: string, value: string, secret: boolean) => {
    if (!secret) return value;
    const mine = name === "code" ? own.code : name === "client_secret" ? own.client_secret : "";
    return (shown && mine) || t("exchange.masked");
  };
  return (
    <>
      <Facts className={css.facts} facts={[[t("exchange.tokenUrl"), plan.tokenUrl]]} />
      <p className={text.muted}>{t("exchange.fieldsWhat")}</p>
      <Facts
        className={css.facts}
        facts={plan.fields.map(({ name, value, secret }) => [name, shownOf(name, value, secret)])}
      />
      <div className={css.buttons}>
        <CopyButton appearance="secondary" text={plan.postman} label={t("exchange.copyCollection")} />
        <span className={text.muted}>{t("exchange.collectionWhat")}</span>
      </div>
    </>
  );
}
