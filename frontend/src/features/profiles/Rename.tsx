import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from "@fluentui/react-components";
import { type FormEvent, useId, useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Problem, ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { tame } from "../../ui/Truncated";
import css from "../../ui/ui.module.css";
import { useClosing } from "../../ui/useClosing";
import { LazyProblem } from "../problem/LazyProblem";

// Rename asks for another name. Enter takes it, Esc leaves the old one.
export function Rename({ row, onClose }: { row: ProfileRow; onClose(): void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const { open, close } = useClosing();
  const id = useId();
  const [name, setName] = useState(row.name);
  const [problem, setProblem] = useState<Problem | undefined>();

  async function rename(event: FormEvent) {
    event.preventDefault();
    try {
      await backend.profiles.setLook(row.id, { name, color: row.color, pinned: row.pinned });
      announce(t("menu.renamed", { name: tame(name, 60) }));
      close(onClose);
    } catch (reason) {
      const { fields, ...whole } = asProblem(reason);
      setProblem(fields?.[0] ?? whole);
    }
  }

  return (
    <Dialog open={open} surfaceMotion={null} onOpenChange={(_, data) => !data.open && close(onClose)}>
      <DialogSurface className={css.question} backdrop={{ className: css.dim }}>
        <form onSubmit={(event) => void rename(event)}>
          <DialogBody>
            <DialogTitle as="h2">{t("menu.renameTitle", { name: tame(row.name, 60) })}</DialogTitle>
            <DialogContent>
              <Field label={{ children: t("dialog.name"), htmlFor: id }}>
                <Input
                  id={id}
                  value={name}
                  autoComplete="off"
                  onFocus={(event) => event.currentTarget.select()}
                  onChange={(_, data) => setName(data.value)}
                />
              </Field>
              {problem && <LazyProblem problem={problem} />}
            </DialogContent>
            <DialogActions fluid>
              <Button className={css.whole} onClick={() => close(onClose)}>
                {t("common.cancel")}
              </Button>
              <Button className={css.whole} type="submit" appearance="primary">
                {t("menu.renameYes")}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
