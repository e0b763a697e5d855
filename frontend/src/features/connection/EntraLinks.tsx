import { Link } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useBackend } from "../../backend/context";
import type { CloudID } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useSaving } from "../../ui/useSaving";
import { ProblemView } from "../problem/ProblemView";
import form from "./form.module.css";

interface EntraLinksProps {
  cloud: CloudID;
  // children stand before the links.
  children?: ReactNode;
}

// EntraLinks open the pages where an application is registered, and where that is explained.
export function EntraLinks({ cloud, children }: EntraLinksProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { problem, save: attempt } = useSaving();
  const open = (link: `entra:${CloudID}` | "registrationDoc") => attempt(() => backend.app.open(link));

  return (
    <>
      <div className={form.controls}>
        {children}
        <Link as="button" onClick={() => void open(`entra:${cloud}`)}>
          {t("twoFactor.openEntra")}
        </Link>
        <Link as="button" onClick={() => void open("registrationDoc")}>
          {t("twoFactor.openDoc")}
        </Link>
      </div>
      {problem && <ProblemView problem={problem} />}
    </>
  );
}
