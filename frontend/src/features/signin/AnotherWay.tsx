import { Button } from "@fluentui/react-components";
import { useEffect, useId, useRef } from "react";
import type { Flow, Operation, Profile } from "../../backend/types";
import { isUnseen, useRedirect } from "../../backend/useRedirect";
import { useTranslation } from "../../i18n/i18n";
import text from "../../ui/text.module.css";
import css from "./SignInPanel.module.css";

interface AnotherWayProps {
  operation: Operation;
  profile: Profile;
  onSwitch(flow: Flow): void;
}

type Way = "browser" | "paste" | "device-code";

// AnotherWay lists the other flows, with what each asks of the person.
export function AnotherWay({ operation, profile, onSwitch }: AnotherWayProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLUListElement>(null);
  const base = useId();
  const redirect = useRedirect(profile.redirectUri ?? "");
  const flows: Record<Way, Flow> = {
    browser: profile.responseMode === "query" ? "query" : "post",
    paste: "paste",
    "device-code": "device-code",
  };
  const possible: Record<Way, boolean> = {
    // Only an address of this computer brings the browser back.
    browser: redirect?.kind === "loopback",
    paste: Boolean(profile.redirectUri),
    "device-code": true,
  };
  const unseen = redirect !== undefined && isUnseen(redirect);
  // The one that works best comes first.
  const order: Way[] = unseen ? ["device-code", "paste"] : ["browser", "paste", "device-code"];
  const ways = order.filter((way) => flows[way] !== operation.flow && possible[way]);

  useEffect(() => box.current?.querySelector("button")?.focus(), []);

  return (
    <ul ref={box} className={css.ways} aria-label={t("signin.anotherWay")}>
      {ways.map((way) => (
        <li key={way}>
          <Button size="small" aria-describedby={`${base}-${way}`} onClick={() => onSwitch(flows[way])}>
            {t(`signin.ways.${way}`)}
          </Button>
          <span id={`${base}-${way}`} className={text.hint}>
            {t(way === "paste" && unseen ? "signin.ways.pasteUnseenWhat" : `signin.ways.${way}What`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
