import { Button } from "@fluentui/react-components";
import { DocumentTextRegular } from "@fluentui/react-icons/svg/document-text";
import { PrintRegular } from "@fluentui/react-icons/svg/print";
import { useState } from "react";
import { useBackend } from "../../../backend/context";
import { useTranslation } from "../../../i18n/i18n";
import { useAnnounce } from "../../../ui/Announcer";
import { keepSheet } from "../../../ui/keepSheet";
import text from "../../../ui/text.module.css";
import { useSaving } from "../../../ui/useSaving";
import { ProblemView } from "../../problem/ProblemView";
import { fillable, type Place } from "../place";
import css from "./walk.module.css";

// KeepButtons make the walkthrough into a file with the values in it: Latchkey's window
// saves it itself, a browser does it from the page.
export function KeepButtons({ place }: { place: Place }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [said, setSaid] = useState("");
  const { saving: busy, problem, save } = useSaving();
  const { recipe = "", walkthrough = "", profile } = place;

  const keep = (format: "html" | "markdown") =>
    save(async () => {
      setSaid("");
      const sheet = await backend.guides.print(recipe, walkthrough, profile, format, fillable(place));
      if (keepSheet(sheet)) {
        const words = t(format === "html" ? "walk.savedHtml" : "walk.saved", { name: sheet.name });
        setSaid(words);
        announce(words);
      }
    });

  return (
    <div className={css.keep}>
      <div className={css.buttons}>
        <Button
          size="small"
          icon={<PrintRegular />}
          disabledFocusable={busy}
          onClick={() => void keep("html")}
        >
          {t("walk.html")}
        </Button>
        <Button
          size="small"
          icon={<DocumentTextRegular />}
          disabledFocusable={busy}
          onClick={() => void keep("markdown")}
        >
          {t("walk.markdown")}
        </Button>
      </div>
      {said && <span className={text.hint}>{said}</span>}
      {problem && <ProblemView problem={problem} />}
    </div>
  );
}
