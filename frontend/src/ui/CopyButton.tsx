import { Button } from "@fluentui/react-components";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { useEffect, useState } from "react";
import { useTranslation } from "../i18n/i18n";
import { useAnnounce } from "./Announcer";
import { copyText } from "./clipboard";

interface CopyButtonProps {
  // text, or a function that fetches it when the button is pressed.
  text: string | (() => Promise<string>);
  // label is the accessible name; visible too unless iconOnly.
  label: string;
  iconOnly?: boolean;
  appearance?: "subtle" | "secondary" | "transparent";
  size?: "small" | "medium";
  // said replaces the announcement "Copied".
  said?: string;
  onProblem?: (reason: unknown) => void;
}

// CopyButton copies and says so for two seconds.
export function CopyButton(props: CopyButtonProps) {
  const { text, label, iconOnly, appearance = "subtle", size = "small", said, onProblem } = props;
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    let value: string;
    try {
      value = typeof text === "string" ? text : await text();
    } catch (reason) {
      onProblem?.(reason);
      return;
    }
    const ok = await copyText(value);
    setCopied(ok);
    announce(ok ? (said ?? t("common.copied")) : t("common.copyFailed"));
  }

  return (
    <Button
      appearance={appearance}
      size={size}
      icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
      aria-label={iconOnly ? label : undefined}
      title={iconOnly ? label : undefined}
      onClick={() => void copy()}
    >
      {iconOnly ? undefined : copied ? t("common.copied") : label}
    </Button>
  );
}
