// Shapes an answer brings along (#drawn, GeoJSON), above everything else on the map.
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from "maplibre-gl";

const NOTHING = { type: "FeatureCollection" as const, features: [] };

export function draw(map: MapLibre): void {
  const told = document.getElementById("drawn")?.dataset.shapes;
  const data = told ? JSON.parse(told) : NOTHING;
  const source = map.getSource("drawn") as GeoJSONSource | undefined;
  if (source) { source.setData(data); return; }
  map.addSource("drawn", { type: "geojson", data });
  for (const layer of layers()) map.addLayer(layer);
}

export function whenReady(map: MapLibre, act: () => void): void {
  if (map.isStyleLoaded()) act();
  else map.once("load", act);
}

function line(role: string, color: string, width: unknown, dash?: number[]): LayerSpecification {
  return {
    id: `drawn-${role}`,
    type: "line",
    source: "drawn",
    layout: { "line-cap": dash ? "butt" : "round", "line-join": "round" },
    filter: ["==", ["get", "role"], role],
    paint: { "line-color": color, "line-width": width, ...(dash ? { "line-dasharray": dash } : {}) },
  } as unknown as LayerSpecification;
}

function dot(role: string, radius: unknown, color: unknown, stroke: unknown): LayerSpecification {
  return {
    id: `drawn-${role}-dot`,
    type: "circle",
    source: "drawn",
    filter: ["all", ["==", ["get", "role"], role], ["==", ["geometry-type"], "Point"]],
    paint: { "circle-radius": radius, "circle-color": color, "circle-stroke-color": stroke, "circle-stroke-width": 3 },
  } as unknown as LayerSpecification;
}

function area(zone: string, color: string): LayerSpecification {
  return { id: `drawn-${zone}`, type: "fill", source: "drawn", filter: ["==", ["get", "role"], zone], paint: { "fill-color": color, "fill-opacity": 0.18, "fill-outline-color": color } } as unknown as LayerSpecification;
}

function layers(): LayerSpecification[] {
  const level = ["match", ["get", "level"], 4, "#7a0f2b", 3, "#b3261e", 2, "#d9722e", "#e6b450"];
  const wide = ["match", ["get", "level"], 4, 9, 3, 7, 2, 5, 3];
  return [
    line("critical", level as never, wide),
    dot("critical", ["match", ["get", "level"], 4, 9, 3, 8, 2, 6, 5], level, "#ffffff"),
    line("before", "#5b5648", 3),
    line("round", "#2f6b3a", 4, [0.8, 1]),
    line("after", "#1d4f91", 4, [2, 1]),
    area("prevention", "#e6b450"),
    area("controlled", "#d9722e"),
    area("sealed", "#b3261e"),
    line("asked", "#5b5648", 2, [2, 2]),
    line("closed", "#b3261e", 7),
    line("slower", "#d9722e", 7, [1, 0.6]),
    line("reopened", "#2f6b3a", 7),
    line("checkpoint", "#2f6b3a", 7, [0.6, 0.6]),
    dot("closed", 8, "#b3261e", "#ffffff"),
    dot("checkpoint", 8, "#2f6b3a", "#ffffff"),
    dot("slower", 8, "#d9722e", "#ffffff"),
    dot("reopened", 8, "#2f6b3a", "#ffffff"),
    dot("shut", 9, "#5b5648", "#b3261e"),
    dot("home", 6, "#ffffff", ["case", ["get", "cut_off"], "#b3261e", "#1d4f91"]),
  ];
}
