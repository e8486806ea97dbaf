// Bundles the browser modules into static/built/: nothing is fetched from elsewhere when a page is open.
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve(here, "../../../../node_modules");
const out = resolve(here, "../static/built");

await mkdir(out, { recursive: true });
await build({
  entryPoints: ["page.ts", "overview.ts", "place-map.ts", "report.ts", "live-form.ts", "what-if.ts", "zones.ts", "critical.ts", "triage.ts", "map.css"].map((name) => join(here, name)),
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "linked",
  chunkNames: "chunk-[hash]",
  loader: { ".svg": "dataurl" },
  logLevel: "warning",
});
// What opens without signal is one file each: no part of it can be missing when there is none.
await build({ entryPoints: ["report-app.ts", "inspect-app.ts"].map((name) => join(here, name)), outdir: out, bundle: true, format: "esm", target: "es2022", minify: true, logLevel: "warning" });
// The service worker is one file: browsers take no modules there yet.
await build({ entryPoints: [join(here, "sw.ts")], outdir: out, bundle: true, format: "iife", target: "es2022", minify: true, logLevel: "warning" });
// MapLibre starts its worker from an address; a file of our own keeps blob: out of the content policy.
await copyFile(join(modules, "maplibre-gl/dist/maplibre-gl-worker.mjs"), join(out, "map-worker.mjs"));
// The gate page keeps itself for offline use: each of its files is whole, and its QR reader is served by us.
await build({
  entryPoints: ["gate.ts", "gate-worker.ts", "gate-verifier.ts", "gate.css"].map((name) => join(here, name)),
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
});
await copyFile(join(modules, "zxing-wasm/dist/reader/zxing_reader.wasm"), join(out, "zxing_reader.wasm"));
