// State, and the one place where a change is shown.
var state = { band: Math.min(1, DATA.bands.length - 1), year: 0, measure: 'share', lang: browserLanguage(), show: { facilities: true, projects: true, today: false, catchments: false, before: false, rooms: true } };

function refresh() {
  heading(); controls(); searchNames(); summary(); legend(); programme(); notes();
  restyle(); applyToggles();
}

map.removeControl(map.attributionControl);
if (DATA.meta.tiles) { map.addControl(L.control.attribution({ prefix: false })); }
byId('year').max = DATA.years.length - 1;
byId('year').addEventListener('input', function (event) { state.year = Number(event.target.value); refresh(); });
makeLanguages();
L.control.scale({ imperial: false }).addTo(map);
map.getContainer().appendChild(byId('north'));
makeLayers(); makeBefore(); makeSearch();
var everything = L.featureGroup(layers.zones).getBounds();
// Leaflet draws for the size that it knows, so the paper's size is set before the browser lays the page out.
var seen = null, box = map.getContainer();
window.addEventListener('beforeprint', function () {
  if (!box.clientWidth) { return; } // inside a page that prints a still map instead
  seen = { centre: map.getCenter(), zoom: map.getZoom() };
  box.style.setProperty('width', '184mm', 'important'); box.style.setProperty('height', '162mm', 'important');
  map.invalidateSize({ animate: false, pan: false }); map.fitBounds(everything, { padding: [8, 8], animate: false });
});
window.addEventListener('afterprint', function () {
  if (!box.clientWidth) { return; }
  box.style.removeProperty('width'); box.style.removeProperty('height');
  map.invalidateSize({ animate: false, pan: false });
  if (seen) { map.setView(seen.centre, seen.zoom, { animate: false }); }
});
// The heading takes its height when it is filled, so the map is fitted after that.
if (DATA.view) { Object.keys(DATA.view).forEach(function (key) { state[key] = DATA.view[key]; }); byId('year').value = state.year; }
if (!used(state.band)) { state.band = Math.max(0, DATA.bands.findIndex(function (band, b) { return used(b); })); }
refresh();
map.invalidateSize({ animate: false, pan: false });
map.fitBounds(everything, { padding: [8, 8], animate: false });
new ResizeObserver(function () { map.invalidateSize({ animate: false, pan: false }); }).observe(box);
