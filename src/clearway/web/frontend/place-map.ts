// A small map on one warning, case or measure: the same layers, looking at its place.
import { openMap } from "./open-map";
import { openPopups } from "./popup";

const element = document.getElementById("map");
const opened = element ? openMap(element) : null;
if (opened) openPopups(opened.map, opened.settings.language);
