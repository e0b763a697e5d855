import type { CustomCloud, Problem } from "../../../backend/types";
import { useTranslation } from "../../../i18n/i18n";
import { tame } from "../../../ui/Truncated";
import { Confirm } from "../../problem/Confirm";
import own from "./ways.module.css";

interface ConfirmCloudProps {
  hosts: CustomCloud;
  onConfirm(): Promise<Problem | undefined>;
  onClose(): void;
}

// ConfirmCloud names, before anything is sent to them, the hosts that the person
// vouches for.
export function ConfirmCloud({ hosts, onConfirm, onClose }: ConfirmCloudProps) {
  const { t } = useTranslation();
  const facts: [string, string[]][] = [
    [t("custom.confirmAuthority"), [hosts.authority]],
    [t("custom.confirmDiscovery"), [hosts.discovery]],
    [t("custom.confirmOrganizations"), hosts.organizations],
  ];
  return (
    <Confirm
      title={t("custom.confirmTitle")}
      what={
        <>
          <p className={own.plain}>{t("custom.confirmWhat")}</p>
          <dl className={own.hosts}>
            {facts.map(([label, list]) => (
              <div key={label}>
                <dt>{label}</dt>
                {list.filter(Boolean).length === 0 && <dd className={own.none}>{t("custom.missing")}</dd>}
                {list.filter(Boolean).map((host) => (
                  <dd key={host}>{tame(host)}</dd>
                ))}
              </div>
            ))}
          </dl>
          {hosts.ca && <p className={own.plain}>{t("custom.confirmCA")}</p>}
        </>
      }
      yes={t("custom.confirmYes")}
      onYes={async () => {
        const problem = await onConfirm();
        // Confirm shows what was thrown.
        if (problem) throw problem;
      }}
      onDone={onClose}
      onNo={onClose}
    />
  );
}
