import { Button, Link } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { Flow, Operation } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import css from "./SignInPanel.module.css";

// How long an answer in the address is waited for before pasting is offered, in
// milliseconds; Go asks about a posted one after as long.
const patience = 20_000;

interface DoubtsProps {
  operation: Operation;
  onSwitch(flow: Flow): void;
}

// Doubts asks, while nothing comes back, what people see who are stuck, and goes on to
// the next sign-in method.
export function Doubts({ operation, onSwitch }: DoubtsProps) {
  const { t } = useTranslation();
  const [answered, setAnswered] = useState(false);
  const [late, setLate] = useState(false);
  const query = operation.flow === "query";

  useEffect(() => {
    if (!query) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [query]);

  if (operation.httpsForced && (operation.flow === "post" || query)) {
    return (
      <section className={css.note} role="alert">
        <strong>{t("signin.insists")}.</strong> {t("signin.insistsWhat")}
        <div className={css.answers}>
          <Button size="small" appearance="primary" onClick={() => onSwitch("paste")}>
            {t("signin.pasteInstead")}
          </Button>
        </div>
      </section>
    );
  }
  if (operation.insecureFormSuspected && operation.flow === "post" && !answered) {
    return (
      <section className={css.note} role="status">
        <strong>{t("signin.doubt")}</strong> {t("signin.doubtWhy")}
        <div className={css.answers}>
          <Button size="small" onClick={() => onSwitch("query")}>
            {t("signin.doubtYes")}
          </Button>
          <Button size="small" onClick={() => setAnswered(true)}>
            {t("signin.doubtNo")}
          </Button>
        </div>
      </section>
    );
  }
  if (query && late) {
    return (
      <p className={css.note} role="status">
        {t("signin.stillNothing")}{" "}
        <Link as="button" inline onClick={() => onSwitch("paste")}>
          {t("signin.stillNothingPaste")}
        </Link>
      </p>
    );
  }
  return null;
}
