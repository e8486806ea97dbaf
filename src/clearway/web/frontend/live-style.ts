// What happens now, from the site's own tiles: closures, measures, warnings, cases, gates, facilities.
import type { LayerSpecification } from "maplibre-gl";

const KIND: unknown = ["get", "kind"];

export const CLICKABLE = ["found", "measures", "warnings", "cases", "facilities", "services"];

function marks(id: string, layer: string, filter: unknown, size: number, minzoom = 0): LayerSpecification {
  return {
    id,
    type: "symbol",
    source: "live",
    "source-layer": layer,
    minzoom,
    ...(filter ? { filter } : {}),
    layout: { "icon-image": ["get", "mark"], "icon-size": ["interpolate", ["linear"], ["zoom"], 9, size * 0.72, 13, size], "icon-allow-overlap": true, "icon-ignore-placement": true },
  } as unknown as LayerSpecification;
}

function stretch(id: string, color: string, width: number, dash?: number[]): LayerSpecification {
  return {
    id,
    type: "line",
    source: "live",
    "source-layer": "stretches",
    layout: { "line-cap": "round" },
    filter: ["==", ["get", "mark"], id.split("-")[0]],
    paint: { "line-color": color, "line-width": width, ...(dash ? { "line-dasharray": dash } : {}) },
  } as unknown as LayerSpecification;
}

export function liveLayers(): LayerSpecification[] {
  return [
    stretch("warning-stretch", "#b36b00", 5),
    stretch("found-edge", "#ffffff", 9),
    stretch("found-stretch", "#b3261e", 6, [0.6, 1.6]),
    {
      id: "gates", type: "circle", source: "live", "source-layer": "gates", minzoom: 14,
      paint: { "circle-radius": 3.5, "circle-color": "#ffffff", "circle-stroke-color": "#5b5648", "circle-stroke-width": 1.5 },
    },
    marks("facilities", "facilities", ["in", ["get", "mark"], ["literal", ["hospital", "fire_station", "ambulance_station"]]], 0.6, 11),
    marks("services", "facilities", ["!", ["in", ["get", "mark"], ["literal", ["hospital", "fire_station", "ambulance_station"]]]], 0.55, 13.5),
    marks("measures", "measures", ["==", KIND, "measure"], 0.8),
    marks("cases", "cases", null, 0.85),
    marks("warnings", "warnings", null, 0.95),
    marks("found", "measures", ["==", KIND, "found"], 1),
  ];
}
