import { Button } from "@fluentui/react-components";
import { useBackend } from "../../../backend/context";
import type { ConsentRequest } from "../../../backend/types";
import { useResource } from "../../../backend/useResource";
import { useTranslation } from "../../../i18n/i18n";
import { Stack } from "../../../ui/Stack";
import { tame } from "../../../ui/Truncated";
import text from "../../../ui/text.module.css";
import { momentText } from "../../../ui/time";
import { useSaving } from "../../../ui/useSaving";
import { Loading } from "../../problem/Loading";
import { ProblemView } from "../../problem/ProblemView";
import css from "./ConsentTab.module.css";
import tab from "./tab.module.css";

// ConsentTab is what people ask of the administrators. Those who wait come first.
export function ConsentTab() {
  const { t } = useTranslation();
  const backend = useBackend();
  const requests = useResource("practice", () => backend.practice.consentRequests());
  const { saving, problem, save } = useSaving();
  const list = (requests.data ?? []).slice().reverse();

  const decide = (request: ConsentRequest, approve: boolean) =>
    void save(
      () => backend.practice.decideConsent(request.id, approve),
      t(approve ? "consent.approved" : "consent.denied"),
    ).then(requests.reload);

  return (
    <Stack gap={16}>
      {problem ? <ProblemView problem={problem} /> : <Loading of={requests} />}
      {requests.data && list.length === 0 && <p className={css.none}>{t("consent.none")}</p>}
      {list.length > 0 && (
        <ul className={tab.cards} aria-label={t("consent.label")}>
          {list.map((request) => (
            <Request key={request.id} request={request} saving={saving} onDecide={decide} />
          ))}
        </ul>
      )}
    </Stack>
  );
}

interface RequestProps {
  request: ConsentRequest;
  saving: boolean;
  onDecide(request: ConsentRequest, approve: boolean): void;
}

function Request({ request, saving, onDecide }: RequestProps) {
  const { t, language } = useTranslation();
  const of = { user: request.userPrincipalName, application: request.application };
  return (
    <li className={tab.card}>
      <p className={tab.cardTitle}>
        <strong>{tame(t("consent.asks", of))}</strong>
        <span className={text.hint}>{momentText(request.time, language)}</span>
      </p>
      {request.reason && <blockquote className={css.reason}>{tame(request.reason)}</blockquote>}
      <p className={text.hint}>{t("consent.permissions", { list: tame(request.permissions.join(", ")) })}</p>
      {request.state === "pending" ? (
        <div className={tab.buttons}>
          <Button
            size="small"
            appearance="primary"
            aria-label={t("consent.approveOf", of)}
            disabledFocusable={saving}
            onClick={() => onDecide(request, true)}
          >
            {t("consent.approve")}
          </Button>
          <Button
            size="small"
            aria-label={t("consent.denyOf", of)}
            disabledFocusable={saving}
            onClick={() => onDecide(request, false)}
          >
            {t("consent.deny")}
          </Button>
        </div>
      ) : (
        <span className={tab.tag}>
          {t(request.state === "approved" ? "consent.stateApproved" : "consent.stateDenied")}
        </span>
      )}
    </li>
  );
}
