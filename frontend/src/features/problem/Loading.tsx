import { Spinner } from "@fluentui/react-components";
import type { Resource } from "../../backend/useResource";
import { useTranslation } from "../../i18n/i18n";
import { ProblemView } from "./ProblemView";

// Loading stands where something is fetched: that it comes, or why it doesn't. What has
// come, and is out of date now, may still stand below.
export function Loading({ of }: { of: Resource<unknown> }) {
  const { t } = useTranslation();
  if (of.problem) return <ProblemView problem={of.problem} />;
  return of.data === undefined ? <Spinner size="small" label={t("app.loading")} /> : null;
}
