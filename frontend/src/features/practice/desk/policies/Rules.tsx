import { Button, Switch } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { ArrowUpRegular } from "@fluentui/react-icons/svg/arrow-up";
import { useState } from "react";
import type { Outcome, Rule } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import { Group } from "../../../../ui/Group";
import { tame } from "../../../../ui/Truncated";
import text from "../../../../ui/text.module.css";
import ui from "../../../../ui/ui.module.css";
import { CodeLink } from "../CodeLink";
import { codeOf } from "./outcome";
import css from "./Rules.module.css";
import { useForWhom } from "./useForWhom";

interface RulesProps {
  rules: readonly Rule[];
  outcomes: readonly Outcome[];
  // onOpen opens the rule at a place; the place after the last is a new one.
  onOpen(index: number): void;
  onChange(rules: Rule[]): void;
}

// Rules are the Conditional Access policies, in their order: the first that fits counts.
export function Rules({ rules, outcomes, onOpen, onChange }: RulesProps) {
  const { t } = useTranslation();
  const forWhom = useForWhom();
  const [moved, setMoved] = useState("");

  function up(index: number) {
    const next = rules.slice();
    const [rule] = next.splice(index, 1);
    if (!rule) return;
    next.splice(index - 1, 0, rule);
    onChange(next);
    setMoved(t("policies.moved", { name: nameOf(rule), place: index }));
  }

  const nameOf = (rule: Rule) => tame(rule.name) || t("policies.unnamed");
  return (
    <Group title={t("policies.rules")}>
      <p className={text.hint}>{t("policies.rulesWhat")}</p>
      <span role="status" className={ui.hidden}>
        {moved}
      </span>
      {rules.length > 0 && (
        <ol className={css.rules}>
          {rules.map((rule, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name, and two may be alike
            <li key={i} className={rule.off ? `${css.rule} ${css.off}` : css.rule}>
              <Switch
                checked={!rule.off}
                aria-label={t("policies.on", { name: nameOf(rule) })}
                onChange={(_, data) =>
                  onChange(rules.map((each) => (each === rule ? { ...each, off: !data.checked } : each)))
                }
              />
              <span className={css.words}>
                <strong>{nameOf(rule)}</strong>
                <span className={text.hint}>{forWhom(rule)}</span>
              </span>
              <span className={css.result}>
                {codeOf(rule.then, outcomes) ? (
                  <CodeLink code={codeOf(rule.then, outcomes)} />
                ) : (
                  tame(rule.then)
                )}
              </span>
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowUpRegular />}
                aria-label={t("policies.up", { name: nameOf(rule) })}
                title={t("policies.up", { name: nameOf(rule) })}
                disabledFocusable={i === 0}
                onClick={() => up(i)}
              />
              <Button
                size="small"
                aria-label={t("policies.edit", { name: nameOf(rule) })}
                onClick={() => onOpen(i)}
              >
                {t("policies.editShort")}
              </Button>
              <Button
                size="small"
                appearance="subtle"
                aria-label={t("common.removeOf", { what: nameOf(rule) })}
                onClick={() => onChange(rules.filter((each) => each !== rule))}
              >
                {t("common.remove")}
              </Button>
            </li>
          ))}
        </ol>
      )}
      <div>
        <Button size="small" icon={<AddRegular />} onClick={() => onOpen(rules.length)}>
          {t("policies.add")}
        </Button>
      </div>
    </Group>
  );
}
