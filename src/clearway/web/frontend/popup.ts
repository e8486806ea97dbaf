// What a mark says when it is opened. Texts enter as text, never as markup: some of them residents wrote.
import { Popup, type LngLat, type LngLatLike, type Map as MapLibre, type MapGeoJSONFeature } from "maplibre-gl";
import { CLICKABLE } from "./live-style";
import type { Language } from "./settings";

// From this zoom a finger can mean one way.
const WAYS_FROM = 14;

export function openPopups(map: MapLibre, language: Language): void {
  map.on("click", (event) => {
    const layers = CLICKABLE.filter((layer) => map.getLayer(layer));
    const [feature] = map.queryRenderedFeatures(event.point, { layers });
    if (feature) show(map, feature, event.lngLat, language);
    else if (map.getZoom() >= WAYS_FROM && document.querySelector('nav a[href="/roads/whatif/"]')) offer(map, event.lngLat, language);
  });
  for (const layer of CLICKABLE) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
}

function show(map: MapLibre, feature: MapGeoJSONFeature, clicked: LngLatLike, language: Language): void {
  const point = feature.geometry.type === "Point" ? (feature.geometry.coordinates as [number, number]) : clicked;
  const box = document.createElement("div");
  box.className = "popup";
  add(box, "p", "popup-kind", feature.properties[`what_${language}`]);
  add(box, "p", "popup-title", feature.properties[`title_${language}`]);
  add(box, "p", "popup-line", feature.properties[`line_${language}`]);
  link(box, feature.properties.url, language);
  new Popup({ offset: 16, maxWidth: "18rem" }).setLngLat(point).setDOMContent(box).addTo(map);
}

// Offices may ask what closing the gate or way pointed at would do.
function offer(map: MapLibre, at: LngLat, language: Language): void {
  const box = document.createElement("div");
  box.className = "popup";
  const anchor = document.createElement("a");
  anchor.href = `/roads/whatif/?lat=${at.lat.toFixed(6)}&lon=${at.lng.toFixed(6)}`;
  anchor.textContent = language === "zh" ? "此处的路或出入口关了会怎样？" : "What if the gate or way here closes?";
  box.append(anchor);
  new Popup({ maxWidth: "18rem" }).setLngLat(at).setDOMContent(box).addTo(map);
}

function add(box: HTMLElement, tag: string, name: string, text: unknown): void {
  if (!text) return;
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = String(text);
  box.append(element);
}

function link(box: HTMLElement, url: unknown, language: Language): void {
  if (typeof url !== "string" || !url.startsWith("/")) return;
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.textContent = language === "zh" ? "查看全部" : "Open the page";
  box.append(anchor);
}
