import { Button } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { useMemo, useState } from "react";
import { useBackend } from "../../../../backend/context";
import type { PracticeApp } from "../../../../backend/types";
import { useResource } from "../../../../backend/useResource";
import { useTranslation } from "../../../../i18n/i18n";
import type { GridColumn } from "../../../../ui/grid/columns";
import { Truncated } from "../../../../ui/Truncated";
import { Loading } from "../../../problem/Loading";
import { DeskGrid } from "../DeskGrid";
import { AppEditor } from "./AppEditor";
import { platformKey } from "./platforms";

const keyOf = (app: PracticeApp) => app.applicationId;
const textOf = (app: PracticeApp) =>
  [app.name, app.applicationId, app.platform, ...app.redirectUris].join(" ").toLowerCase();

const blank: PracticeApp = {
  applicationId: "",
  name: "",
  redirectUris: [],
  multiTenant: false,
  platform: "public",
  allowPublicClientFlows: true,
  secrets: [],
  certificates: [],
};

// AppsTab is the registrations; choosing one opens it.
export function AppsTab() {
  const { t } = useTranslation();
  const backend = useBackend();
  const apps = useResource("practice", () => backend.practice.apps());
  const [open, setOpen] = useState<PracticeApp | undefined>();
  const [last, setLast] = useState<string | undefined>();
  const columns = useMemo<GridColumn<PracticeApp>[]>(
    () => [
      {
        id: "name",
        label: t("apps.name"),
        width: "minmax(0, 2fr)",
        cell: (app) => <Truncated text={app.name} />,
      },
      {
        id: "id",
        label: t("twoFactor.applicationId"),
        width: "minmax(0, 2.4fr)",
        cell: (app) => <Truncated text={app.applicationId} />,
      },
      {
        id: "platform",
        label: t("apps.platform"),
        width: "minmax(0, 1.6fr)",
        cell: (app) => <Truncated text={t(platformKey(app.platform))} />,
      },
      {
        id: "redirects",
        label: t("apps.redirects"),
        width: "minmax(0, 2fr)",
        cell: (app) => <Truncated text={app.redirectUris.join(", ")} />,
      },
    ],
    [t],
  );

  if (open) {
    return (
      <AppEditor
        key={open.applicationId}
        app={open}
        onSaved={setOpen}
        onBack={() => {
          setLast(open.applicationId);
          setOpen(undefined);
        }}
      />
    );
  }
  return (
    <>
      <Loading of={apps} />
      {apps.data && (
        <DeskGrid
          label={t("apps.label")}
          filterLabel={t("apps.filter")}
          rows={apps.data}
          columns={columns}
          keyOf={keyOf}
          textOf={textOf}
          chosen={last}
          empty={t("apps.empty")}
          tools={
            <Button size="small" icon={<AddRegular />} onClick={() => setOpen(blank)}>
              {t("apps.add")}
            </Button>
          }
          onChoose={setOpen}
        />
      )}
    </>
  );
}
