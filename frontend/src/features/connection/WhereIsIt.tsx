import { Link } from "@fluentui/react-components";
import { useBackend } from "../../backend/context";
import type { CloudID } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { Details } from "../../ui/Details";
import { useSaving } from "../../ui/useSaving";
import { ProblemView } from "../problem/ProblemView";
import form from "./form.module.css";
import css from "./WhereIsIt.module.css";

// WhereIsIt says where the two values are, and opens the pages that have them.
export function WhereIsIt({ cloud }: { cloud: CloudID }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { problem, save } = useSaving();

  const open = (link: `entra:${CloudID}` | "registrationDoc") => save(() => backend.app.open(link));

  return (
    <Details summary={t("twoFactor.whereTitle")} late>
      <div className={form.note}>
        <ol className={css.steps}>
          <li>{t("twoFactor.whereApp")}</li>
          <li>{t("twoFactor.whereId")}</li>
          <li>{t("twoFactor.whereUri")}</li>
        </ol>
        <p>{t("twoFactor.whereNoAccess")}</p>
        <div className={form.controls}>
          <Link as="button" onClick={() => void open(`entra:${cloud}`)}>
            {t("twoFactor.openEntra")}
          </Link>
          <Link as="button" onClick={() => void open("registrationDoc")}>
            {t("twoFactor.openDoc")}
          </Link>
        </div>
        {problem && <ProblemView problem={problem} />}
      </div>
    </Details>
  );
}
