// Point at a gate or a way, or draw an area: the answer is asked for at once and its shapes are drawn.
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { draw, whenReady } from "./drawn";
import { openMap } from "./open-map";

type Corner = [number, number];

const element = document.getElementById("map");
const answer = document.getElementById("answer");
const told = document.getElementById("area-told");
const buttons = Object.fromEntries(["area-draw", "area-corner", "area-done", "point-centre"].map((id) => [id, document.getElementById(id)]));
const opened = element && answer ? openMap(element) : null;
let corners: Corner[] | null = null;
let line: Promise<void> = Promise.resolve();
let waiting = 0;

if (opened) {
  const { map } = opened;
  document.getElementById("map-tools")!.hidden = false;
  whenReady(map, () => { draw(map); map.addSource("corners", { type: "geojson", data: ring([]) }); showArea(map); });
  map.getCanvas().style.cursor = "crosshair";
  map.on("click", ({ lngLat }) => point(map, [lngLat.lng, lngLat.lat]));
  buttons["point-centre"]?.addEventListener("click", () => point(map, map.getCenter().toArray() as Corner));
  buttons["area-corner"]?.addEventListener("click", () => point(map, map.getCenter().toArray() as Corner));
  buttons["area-draw"]?.addEventListener("click", () => switchArea(map, corners === null));
  buttons["area-done"]?.addEventListener("click", () => finish(map));
  answer!.addEventListener("change", () => ask(map, chosen));
  answer!.addEventListener("submit", (event) => { event.preventDefault(); ask(map, chosen); });
}

function point(map: MapLibre, at: Corner): void {
  if (corners === null) {
    const pointed = { lon: at[0].toFixed(6), lat: at[1].toFixed(6) };
    ask(map, () => new URLSearchParams([...chosen(), ...Object.entries(pointed)]));
    return;
  }
  corners.push(at);
  (map.getSource("corners") as GeoJSONSource).setData(ring(corners));
}

function switchArea(map: MapLibre, on: boolean): void {
  corners = on ? [] : null;
  buttons["area-draw"]?.setAttribute("aria-pressed", String(on));
  for (const id of ["area-corner", "area-done"]) if (buttons[id]) buttons[id]!.hidden = !on;
  if (buttons["point-centre"]) buttons["point-centre"].hidden = on;
  if (told) told.textContent = on ? (told.dataset.drawing ?? "") : "";
  (map.getSource("corners") as GeoJSONSource | undefined)?.setData(ring([]));
}

function finish(map: MapLibre): void {
  const area = (corners ?? []).map((corner) => corner.map((one) => one.toFixed(6)).join(",")).join(";");
  switchArea(map, false);
  if (area) ask(map, () => new URLSearchParams([...[...chosen()].filter(([name]) => name !== "link"), ["area", area]]));
}

// The ways ticked in the answer stay chosen, with what happens to them; a way pointed at again is taken out.
function chosen(): URLSearchParams {
  const form = answer!.querySelector<HTMLFormElement>("form#ask");
  return new URLSearchParams(form ? [...new FormData(form)].map(([name, value]) => [name, String(value)]) : []);
}

// One after the other: each question starts from the ways chosen in the answer before it, so that none is lost.
function ask(map: MapLibre, query: () => URLSearchParams): void {
  waiting += 1;
  answer!.setAttribute("aria-busy", "true");
  element!.dataset.answered = "";
  line = line.then(() => fetched(query())).then((text) => show(map, text), () => show(map, null));
}

async function fetched(query: URLSearchParams): Promise<string> {
  const reply = await fetch(`/roads/whatif/part?${query}`, { headers: { Accept: "text/html" } });
  return reply.text();
}

// Without an answer (null: the line broke) what was chosen before stays, and the page says so.
function show(map: MapLibre, text: string | null): void {
  if (told) told.textContent = text === null ? (told.dataset.failed ?? "") : "";
  if (text !== null) {
    renew(text);
    draw(map);
    const now = chosen();
    if (now.getAll("link").length <= 60) history.replaceState(null, "", `/roads/whatif/?${now}`);
  }
  waiting -= 1;
  if (waiting) return;
  answer!.removeAttribute("aria-busy");
  element!.dataset.answered = "yes";
}

// What was unfolded stays so, and the keyboard stays where it was.
function renew(text: string): void {
  const [focused, unfolded] = [document.activeElement?.id, answer!.querySelector<HTMLDetailsElement>("#manner")?.open];
  answer!.innerHTML = text;
  const manner = answer!.querySelector<HTMLDetailsElement>("#manner");
  if (manner && unfolded) manner.open = true;
  if (focused && !document.getElementById(focused)?.contains(document.activeElement)) document.getElementById(focused)?.focus({ preventScroll: true });
}

function ring(points: Corner[]) {
  const coordinates = points.length > 2 ? [...points, points[0]!] : points;
  const feature = { type: "Feature" as const, properties: { role: "area" }, geometry: { type: "LineString" as const, coordinates } };
  return { type: "FeatureCollection" as const, features: points.length > 1 ? [feature] : [] };
}

function showArea(map: MapLibre): void {
  map.addLayer({ id: "corners", type: "line", source: "corners", paint: { "line-color": "#b3261e", "line-width": 2, "line-dasharray": [2, 2] } });
}
