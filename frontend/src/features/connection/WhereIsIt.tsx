import type { CloudID } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { Details } from "../../ui/Details";
import { EntraLinks } from "./EntraLinks";
import form from "./form.module.css";
import css from "./WhereIsIt.module.css";

// WhereIsIt says where the two values are, and opens the pages that have them.
export function WhereIsIt({ cloud }: { cloud: CloudID }) {
  const { t } = useTranslation();
  return (
    <Details summary={t("twoFactor.whereTitle")} late>
      <div className={form.note}>
        <ol className={css.steps}>
          <li>{t("twoFactor.whereApp")}</li>
          <li>{t("twoFactor.whereId")}</li>
          <li>{t("twoFactor.whereUri")}</li>
        </ol>
        <p>{t("twoFactor.whereNoAccess")}</p>
        <EntraLinks cloud={cloud} />
      </div>
    </Details>
  );
}
