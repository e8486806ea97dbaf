// The quiet part of the map: built-up land, roads by class, names of places. Live layers lie on top.
import type { LayerSpecification } from "maplibre-gl";

const MAJOR = ["motorway", "trunk", "primary", "secondary"];
const ZOOM: unknown = ["zoom"];

function width(narrow: number, wide: number): unknown {
  return ["interpolate", ["exponential", 1.5], ZOOM, 9, narrow, 17, wide];
}

function road(id: string, classes: string[], color: string, narrow: number, wide: number, minzoom = 0): LayerSpecification {
  return {
    id,
    type: "line",
    source: "base",
    "source-layer": "roads",
    minzoom,
    filter: ["in", ["get", "class"], ["literal", classes]],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": color, "line-width": width(narrow, wide) },
  } as unknown as LayerSpecification;
}

function label(id: string, kinds: string[], minzoom: number, size: number, color: string): LayerSpecification {
  return {
    id,
    type: "symbol",
    source: "base",
    "source-layer": "places",
    minzoom,
    filter: ["in", ["get", "kind"], ["literal", kinds]],
    layout: { "text-field": ["get", "name"], "text-size": size, "text-font": ["sans-serif"], "text-padding": 6 },
    paint: { "text-color": color, "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
  } as unknown as LayerSpecification;
}

const COUNTRY = ["tertiary", "unclassified"];
const STREET = ["residential", "living_street", "service", "other"];

export function baseLayers(): LayerSpecification[] {
  return [
    { id: "land", type: "background", paint: { "background-color": "#f2f0e8" } },
    { id: "built", type: "fill", source: "base", "source-layer": "built", paint: { "fill-color": "#e5e0d2" } },
    road("path", ["path"], "#d2c9b8", 0.3, 3, 13),
    road("street-edge", STREET, "#cdc6b6", 0.7, 13, 11),
    road("country-edge", COUNTRY, "#b9b09c", 1.1, 15, 9),
    road("major-edge", MAJOR, "#b8964a", 2.2, 23),
    road("street", STREET, "#ffffff", 0.35, 11, 11),
    road("country", COUNTRY, "#ffffff", 0.6, 13, 9),
    road("major", MAJOR, "#fbdc8f", 1.4, 20),
    label("names-small", ["compound"], 14, 12, "#5b5648"),
    label("names-village", ["village", "community"], 10.6, 12.5, "#5b5648"),
    label("names-town", ["township"], 8.5, 15, "#2f2c25"),
    label("names-county", ["county", "city"], 6, 18, "#2f2c25"),
  ];
}
