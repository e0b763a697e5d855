import "./app/global.css";
import { createHashHistory } from "@tanstack/history";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { windowBackend } from "./backend/window";
import { startI18n } from "./i18n/i18n";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App backend={windowBackend()} i18n={startI18n()} history={createHashHistory()} />
    </StrictMode>,
  );
}
