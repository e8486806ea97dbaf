// Opens one map in #map and says how it stands in data-state: loading, idle, or failed (then the list serves alone).
import { AttributionControl, Map as MapLibre, NavigationControl, ScaleControl, addProtocol, setWorkerUrl } from "maplibre-gl";
import { Protocol } from "pmtiles";
import { baseLayers } from "./base-style";
import { addMarks } from "./icons";
import { liveLayers } from "./live-style";
import { type MapSettings, readSettings } from "./settings";

export interface OpenMap {
  map: MapLibre;
  settings: MapSettings;
}

export function openMap(element: HTMLElement): OpenMap | null {
  const settings = readSettings(element);
  try {
    setWorkerUrl(settings.worker);
    addProtocol("pmtiles", new Protocol().tile);
    const map = new MapLibre({ container: element, style: style(settings), ...view(settings), ...manners(settings) });
    addControls(map, settings);
    follow(map, element);
    return { map, settings };
  } catch {
    element.dataset.state = "failed";
    return null;
  }
}

function style(settings: MapSettings) {
  const address = new URL(settings.base || "/", location.href).href;
  const sources: Record<string, unknown> = {
    live: { type: "vector", tiles: [new URL(settings.live, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}")], minzoom: 0, maxzoom: 15 },
  };
  if (settings.base) sources.base = { type: "vector", url: `pmtiles://${address}` };
  const base = baseLayers().filter((layer) => settings.base || layer.type === "background");
  return { version: 8 as const, sources, layers: [...base, ...liveLayers()] } as never;
}

function view(settings: MapSettings) {
  if (settings.focus) return { center: settings.focus, zoom: 14.6 };
  if (settings.bounds) return { bounds: settings.bounds, fitBoundsOptions: { padding: 56 } };
  return { center: [104, 35] as [number, number], zoom: 3.5 };
}

function manners(settings: MapSettings) {
  const zh = settings.language === "zh";
  return {
    attributionControl: false as const,
    cooperativeGestures: window.matchMedia("(max-width: 40rem)").matches,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 18,
    localIdeographFontFamily: '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif',
    fadeDuration: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    locale: {
      "NavigationControl.ZoomIn": zh ? "放大" : "Zoom in",
      "NavigationControl.ZoomOut": zh ? "缩小" : "Zoom out",
      "AttributionControl.ToggleAttribution": zh ? "数据来源" : "Data sources",
      "Popup.Close": zh ? "关闭" : "Close",
      "Map.Title": zh ? "地图" : "Map",
      "CooperativeGesturesHandler.MobileHelpText": zh ? "用两个手指移动地图" : "Use two fingers to move the map",
      "CooperativeGesturesHandler.WindowsHelpText": zh ? "按住 Ctrl 滚动以缩放" : "Use Ctrl + scroll to zoom",
    },
  };
}

function addControls(map: MapLibre, settings: MapSettings): void {
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-left");
  map.addControl(new AttributionControl({ compact: false, customAttribution: settings.credit }), "bottom-right");
}

function follow(map: MapLibre, element: HTMLElement): void {
  map.on("styledata", () => { if (!map.hasImage("found")) addMarks(map); });
  map.on("movestart", () => { element.dataset.state = "loading"; });
  map.on("idle", () => { element.dataset.state = "idle"; });
  map.on("error", (event) => { element.dataset.fault = String(event.error?.message ?? event.error ?? "error").slice(0, 200); });
}
