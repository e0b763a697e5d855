import { Button, Field, Textarea } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { labelFor } from "../../ui/labelFor";
import { ProblemView } from "../problem/ProblemView";
import css from "./manual.module.css";
import type { Manual } from "./useManual";

// CodeStep takes the address on which the browser ended; Go checks it and keeps the code.
export function CodeStep({ manual, onTaken }: { manual: Manual; onTaken(pasted: string): void }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [text, setText] = useState("");
  const [empty, setEmpty] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);

  async function take() {
    if (text.trim() === "") {
      setEmpty(true);
      area.current?.focus();
      return;
    }
    if (await manual.code(text)) {
      onTaken(text);
      setText("");
      announce(t("manual.taken"));
    } else area.current?.focus();
  }

  return (
    <section aria-labelledby="manual-2" className={css.step}>
      <h3 id="manual-2">{t("manual.step2")}</h3>
      <p>{t("manual.step2What")}</p>
      <Field
        label={labelFor("manual-pasted", t("manual.pasted"))}
        validationMessage={empty ? t("manual.checkEmpty") : undefined}
      >
        <Textarea
          id="manual-pasted"
          ref={area}
          value={text}
          rows={2}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, data) => {
            setText(data.value);
            setEmpty(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            void take();
          }}
        />
      </Field>
      <div className={css.buttons}>
        <Button size="small" disabledFocusable={manual.busy === "code"} onClick={() => void take()}>
          {t("manual.check")}
        </Button>
        {manual.taken && <strong role="status">{t("manual.taken")}</strong>}
      </div>
      {manual.problems.code && <ProblemView problem={manual.problems.code} />}
    </section>
  );
}
