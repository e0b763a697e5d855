import { Link } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import text from "../../ui/text.module.css";
import { ExplainedCode } from "../problem/ExplainedCode";
import { wordsOf } from "../problem/words";

// CodeButton names an error and explains it in the words that a user of it would get.
// Latchkey's own codes are names that nobody has seen: their titles are shown.
export function CodeButton({ code }: { code: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const known = /^AADSTS\d+$/.test(code);
  const name = known ? code : wordsOf({ kind: "refused", code }).title;
  return (
    <>
      <Link
        as="button"
        inline
        className={known ? text.mono : undefined}
        aria-label={t("helpdesk.codeExplained", { code: name })}
        onClick={() => setOpen(true)}
      >
        {name}
      </Link>
      {open && <ExplainedCode name={name} code={code} onClose={() => setOpen(false)} />}
    </>
  );
}
