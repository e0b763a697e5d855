import { Button, Link } from "@fluentui/react-components";
import type { CloudID } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { EntraLinks } from "./EntraLinks";
import form from "./form.module.css";
import css from "./WhereIsIt.module.css";

interface LocalhostBesideProps {
  cloud: CloudID;
  readOnly: boolean;
  onUse(): void;
  // onScript shows the script and the check of a registration.
  onScript(): void;
}

// LocalhostBeside leads from a redirect URI whose code no browser shows to the one that
// brings the browser back: Entra lets an application have several.
export function LocalhostBeside({ cloud, readOnly, onUse, onScript }: LocalhostBesideProps) {
  const { t } = useTranslation();
  return (
    <section className={`${form.note} ${css.beside}`} aria-labelledby="localhost-beside">
      <strong id="localhost-beside">{t("twoFactor.besideTitle")}</strong>
      <ol className={css.steps}>
        <li>{t("twoFactor.besideApp")}</li>
        <li>{t("twoFactor.besideAdd")}</li>
        <li>{t("twoFactor.besideUse")}</li>
      </ol>
      <EntraLinks cloud={cloud}>
        {!readOnly && (
          <Button size="small" onClick={onUse}>
            {t("twoFactor.besideButton")}
          </Button>
        )}
        <Link as="button" onClick={onScript}>
          {t("twoFactor.besideScript")}
        </Link>
      </EntraLinks>
    </section>
  );
}
