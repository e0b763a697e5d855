/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The catalogue of problems lives beside its Go code, one directory up.
const repository = new URL("..", import.meta.url).pathname;

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  // Wails and browser mode serve from the root of their own origin.
  base: "/",
  build: {
    target: "es2022",
    // Inlined images would need data: for fonts too; files from 'self' need nothing.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { fs: { allow: [repository] } },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    // No style sheet but the one that src/test/styles.ts reads.
    css: { include: [/jsdom.*default-stylesheet\.css/] },
    // Far more than is needed: a busy machine is no fault (src/test/setup.ts).
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A thread takes a sixth less than a process.
    pool: "threads",
    // Fluent takes seconds to import and jsdom to start: once for a worker, not for each
    // file. What a test changes it changes back (src/test/setup.ts).
    isolate: false,
    maxWorkers: "100%",
    // What measures time is no test for a machine that is busy: "npm run bench", alone.
    include: [mode === "bench" ? "src/**/*.bench.ts" : "src/**/*.test.{ts,tsx}"],
  },
}));
