// An area is drawn: the three zones are proposed at once, beside what was asked for, and drawn.
import { type Corner, areaTool } from "./area";
import { draw, whenReady } from "./drawn";
import { openMap } from "./open-map";

const element = document.getElementById("map");
const answer = document.getElementById("answer");
const told = document.getElementById("area-told");
const opened = element && answer ? openMap(element) : null;
let line: Promise<void> = Promise.resolve();
let waiting = 0;

if (opened) {
  const { map } = opened;
  document.getElementById("map-tools")!.hidden = false;
  whenReady(map, () => { draw(map); fit(); });
  const tool = areaTool(map, (area) => ask(() => asked(area)));
  map.on("click", ({ lngLat }) => tool.corner([lngLat.lng, lngLat.lat] as Corner));
}

// The zones drawn before stay; the new area takes the place of the one of its zone.
function asked(area: string): URLSearchParams {
  const form = answer!.querySelector<HTMLFormElement>("form#zones");
  const zone = document.querySelector<HTMLSelectElement>("#zone")?.value ?? "sealed";
  const kept = form ? [...new FormData(form)].map(([name, value]) => [name, String(value)]) : [];
  return new URLSearchParams([...kept.filter(([name]) => name !== zone), ["zone", zone], ["area", area]]);
}

function ask(query: () => URLSearchParams): void {
  waiting += 1;
  answer!.setAttribute("aria-busy", "true");
  element!.dataset.answered = "";
  line = line.then(() => fetched(query())).then(show, () => show(null));
}

async function fetched(query: URLSearchParams): Promise<string> {
  const reply = await fetch(`/roads/zones/part?${query}`, { headers: { Accept: "text/html" } });
  return reply.text();
}

function show(text: string | null): void {
  if (told) told.textContent = text === null ? (told.dataset.failed ?? "") : "";
  if (text !== null) {
    answer!.innerHTML = text;
    draw(opened!.map);
    fit();
    const form = answer!.querySelector<HTMLFormElement>("form#zones");
    if (form) history.replaceState(null, "", `/roads/zones/?${new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))}`);
  }
  waiting -= 1;
  if (waiting) return;
  answer!.removeAttribute("aria-busy");
  element!.dataset.answered = "yes";
}

// The controlled zone comes into view, and with it the sealed one inside.
function fit(): void {
  const told = document.getElementById("drawn")?.dataset.shapes;
  const shapes: { properties: { role: string }; geometry: { coordinates: unknown } }[] = told ? JSON.parse(told).features : [];
  const spots = shapes.filter(({ properties }) => ["sealed", "controlled"].includes(properties.role)).flatMap(({ geometry }) => positions(geometry.coordinates));
  if (!spots.length) return;
  const [east, north] = [spots.map(([lon]) => lon), spots.map(([, lat]) => lat)];
  opened!.map.fitBounds([Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)], { padding: 32, animate: false });
}

function positions(nested: unknown): [number, number][] {
  if (!Array.isArray(nested)) return [];
  return typeof nested[0] === "number" ? [nested as [number, number]] : nested.flatMap(positions);
}
