import { Button } from "@fluentui/react-components";
import { OpenRegular } from "@fluentui/react-icons/svg/open";
import { useBackend } from "../../../backend/context";
import type { Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { useSaving } from "../../../ui/useSaving";
import css from "./phone.module.css";

// OpenPhone shows the phone as a page of its own, for a second screen or a projector.
export function OpenPhone({ onProblem }: { onProblem(problem: Problem): void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { save } = useSaving((problem) => problem && onProblem(problem));

  return (
    <Button
      className={css.open}
      size="small"
      appearance="subtle"
      icon={<OpenRegular />}
      aria-label={t("phone.open")}
      title={t("phone.open")}
      onClick={() => void save(() => backend.practice.openPhone(), t("phone.opened"))}
    />
  );
}
