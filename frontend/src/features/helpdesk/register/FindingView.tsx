import type { Finding, Fix } from "../../../backend/helpdesk";
import { useTranslation } from "../../../i18n/i18n";
import { CopyButton } from "../../../ui/CopyButton";
import { Details } from "../../../ui/Details";
import { type Fact, Facts } from "../../../ui/Facts";
import { tame } from "../../../ui/Truncated";
import { wordsOf } from "../../problem/words";
import { CodeButton } from "../CodeButton";
import css from "../tools.module.css";

const states = { ok: css.okState, warning: css.warningState, wrong: css.wrongState };
const ways = ["azureCli", "powerShell", "graphJson"] as const satisfies (keyof Fix)[];

// FindingView is one setting: what it is, what it has to be, and how to repair it.
export function FindingView({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { setting, state, found, same, wanted, problem, code, fix } = finding;
  const shown = tame(found ?? "");
  const words = problem ? wordsOf(problem) : undefined;
  const facts: Fact[] = [
    [t("register.found"), same ? t("register.same", { found: shown }) : shown || t("register.nothingFound")],
    [t("register.wanted"), wanted ? tame(wanted) : undefined],
  ];
  const commands = ways.filter((way) => fix[way]);
  return (
    <li className={css.explanation}>
      <div className={css.explanationHead}>
        <strong>{setting}</strong>
        <span className={states[state]}>{t(`register.states.${state}`)}</span>
      </div>
      {words && (
        <>
          <p>
            <strong>{words.title}.</strong> {words.what}
          </p>
          {fix.clicks && <p>{fix.clicks}</p>}
        </>
      )}
      {(state !== "ok" || same) && <Facts facts={facts} />}
      {code && (
        <p>
          {t("register.endsIn")} <CodeButton code={code} />
        </p>
      )}
      {commands.length > 0 && (
        <Details summary={t("register.fixes")}>
          {commands.map((way) => (
            <div key={way}>
              <div className={css.explanationHead}>
                <span>{t(`register.fix.${way}`)}</span>
                <CopyButton
                  text={fix[way] ?? ""}
                  label={t("common.copyOf", { what: t(`register.fix.${way}`) })}
                  iconOnly
                />
              </div>
              <pre className={`${css.script} ${css.wrapped}`}>{fix[way]}</pre>
            </div>
          ))}
        </Details>
      )}
    </li>
  );
}
