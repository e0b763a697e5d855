import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../backend/context";
import type { Authority } from "../../backend/types";
import { useLoad } from "../../backend/useLoad";
import { useTranslation } from "../../i18n/i18n";
import { FileButton } from "../../ui/FileButton";
import { fileText } from "../../ui/fileText";
import { Truncated, tame } from "../../ui/Truncated";
import text from "../../ui/text.module.css";
import { dateText } from "../../ui/time";
import { useSaving } from "../../ui/useSaving";
import { ProblemView } from "../problem/ProblemView";
import css from "./settings.module.css";

// Authorities are the company's own certificate authorities, for networks that read
// encrypted traffic.
export function Authorities() {
  const { t, language } = useTranslation();
  const backend = useBackend();
  const loaded = useLoad(() => backend.app.authorities(), [backend]);
  const list = loaded.data;
  const { problem, save } = useSaving();
  const shown = problem ?? loaded.problem;
  const [said, setSaid] = useState("");

  const change = (action: () => Promise<Authority[]>, words: string) =>
    save(async () => loaded.set(await action()), words);

  async function add(file: File) {
    const pem = await fileText(file).catch(() => undefined);
    setSaid(pem === undefined ? t("common.fileTooLarge") : "");
    if (pem !== undefined) await change(() => backend.app.addAuthority(pem), t("settings.authorityAdded"));
  }

  return (
    <section aria-labelledby="authorities">
      <h2 id="authorities">{t("settings.authorities")}</h2>
      <p className={css.words}>{t("settings.authoritiesWhat")}</p>
      {list && list.length > 0 && (
        <ul className={css.authorities} aria-label={t("settings.authoritiesList")}>
          {list.map((authority) => (
            <li key={authority.fingerprint}>
              <span className={css.authority}>
                <Truncated text={authority.subject} />
                <span className={css.fingerprint}>
                  {t("settings.fingerprint", { fingerprint: authority.fingerprint })}
                </span>
              </span>
              <span className={text.muted}>
                {t("settings.authorityUntil", { when: dateText(authority.expires, language) })}
              </span>
              <Button
                size="small"
                aria-label={t("common.removeOf", { what: tame(authority.subject, 80) })}
                onClick={() => {
                  document.getElementById("authority-add")?.focus();
                  void change(
                    () => backend.app.removeAuthority(authority.fingerprint),
                    t("settings.authorityRemoved"),
                  );
                }}
              >
                {t("common.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={css.line}>
        <FileButton
          id="authority-add"
          label={t("settings.authorityAdd")}
          accept=".pem,.crt,.cer"
          onFile={(file) => void add(file)}
        />
        <span className={text.muted} role="status">
          {said || (list?.length === 0 ? t("settings.authoritiesNone") : "")}
        </span>
      </div>
      {shown && <ProblemView problem={shown} />}
    </section>
  );
}
