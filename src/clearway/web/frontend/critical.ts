// The ways that matter most, by colour, width and number; pointing at one opens what closing it would do.
import { Popup } from "maplibre-gl";
import { draw, whenReady } from "./drawn";
import { openMap } from "./open-map";

const element = document.getElementById("map");
const opened = element ? openMap(element) : null;

if (opened) {
  const { map, settings } = opened;
  whenReady(map, () => draw(map));
  map.on("click", (event) => {
    const layers = ["drawn-critical-dot", "drawn-critical"].filter((layer) => map.getLayer(layer));
    const [feature] = map.queryRenderedFeatures([[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]], { layers });
    if (!feature) return;
    const box = document.createElement("div");
    box.className = "popup";
    const title = box.appendChild(document.createElement("p"));
    title.className = "popup-title";
    title.textContent = String(feature.properties[`title_${settings.language}`] ?? "");
    box.appendChild(document.createElement("p")).textContent = String(feature.properties[`line_${settings.language}`] ?? "");
    const anchor = box.appendChild(document.createElement("a"));
    anchor.href = `/roads/whatif/?link=${Number(feature.properties.link)}`;
    anchor.textContent = settings.language === "zh" ? "关了会怎样" : "What if it closes";
    new Popup({ offset: 10, maxWidth: "18rem" }).setLngLat(event.lngLat).setDOMContent(box).addTo(map);
  });
}
