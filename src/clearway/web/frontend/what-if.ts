// Point at a gate or a way, or draw an area: the answer is asked for at once and its shapes are drawn.
import type { Map as MapLibre } from "maplibre-gl";
import { type AreaTool, type Corner, areaTool } from "./area";
import { draw, whenReady } from "./drawn";
import { openMap } from "./open-map";

const element = document.getElementById("map");
const answer = document.getElementById("answer");
const told = document.getElementById("area-told");
const centre = document.getElementById("point-centre");
const opened = element && answer ? openMap(element) : null;
let line: Promise<void> = Promise.resolve();
let waiting = 0;

if (opened) {
  const { map } = opened;
  document.getElementById("map-tools")!.hidden = false;
  whenReady(map, () => draw(map));
  map.getCanvas().style.cursor = "crosshair";
  const tool = areaTool(map, (area) => ask(map, () => within(area)), (on) => { if (centre) centre.hidden = on; });
  map.on("click", ({ lngLat }) => point(map, tool, [lngLat.lng, lngLat.lat]));
  centre?.addEventListener("click", () => point(map, tool, map.getCenter().toArray() as Corner));
  answer!.addEventListener("change", () => ask(map, chosen));
  answer!.addEventListener("submit", (event) => { event.preventDefault(); ask(map, chosen); });
}

function point(map: MapLibre, tool: AreaTool, at: Corner): void {
  if (tool.drawing()) return tool.corner(at);
  const pointed = { lon: at[0].toFixed(6), lat: at[1].toFixed(6) };
  ask(map, () => new URLSearchParams([...chosen(), ...Object.entries(pointed)]));
}

// The ways of an area take the place of those chosen; what happens to them stays.
function within(area: string): URLSearchParams {
  return new URLSearchParams([...[...chosen()].filter(([name]) => name !== "link"), ["area", area]]);
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
