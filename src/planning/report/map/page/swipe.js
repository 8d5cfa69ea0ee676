// Before and after: the first year of the plan lies over the map, cut off where the slider stands.
var before = { zones: [], sites: L.layerGroup(), all: L.layerGroup(), at: 0.5 };
var BEFORE_PANES = ['before', 'before-sites'], AFTER_PANES = ['sites', 'works', 'catchments'];

function makeBefore() {
  map.createPane('before').style.zIndex = 410;
  map.createPane('before-sites').style.zIndex = 441;
  DATA.zones.forEach(function (zone) {
    var shape = L.polygon(zone.shape, { pane: 'before', color: '#8a8578', weight: 1, fillOpacity: 1, interactive: false, className: 'zone-before' });
    before.zones.push(shape); before.all.addLayer(shape);
  });
  before.all.addLayer(before.sites);
  var slider = byId('swipe');
  slider.addEventListener('input', function () { before.at = Number(slider.value) / 100; cut(); });
  L.DomEvent.disableClickPropagation(byId('swipe-box'));
  map.on('move resize zoomend viewreset', cut);
  map.getContainer().appendChild(byId('swipe-box'));
}

function cut() {
  var on = state.show.before, size = map.getSize(), nw = map.containerPointToLayerPoint([0, 0]), se = map.containerPointToLayerPoint(size);
  var x = nw.x + size.x * before.at;
  BEFORE_PANES.forEach(function (name) { map.getPane(name).style.clip = 'rect(' + [nw.y, x, se.y, nw.x].join('px,') + 'px)'; });
  AFTER_PANES.forEach(function (name) { map.getPane(name).style.clip = on ? 'rect(' + [nw.y, se.x, se.y, x].join('px,') + 'px)' : ''; });
  byId('swipe-line').style.left = before.at * 100 + '%';
}

function restyleBefore() {
  if (!state.show.before) { return; }
  var b = state.band;
  DATA.zones.forEach(function (zone, i) { before.zones[i].setStyle({ fillColor: zoneColour(zone, b, 0) }); });
  before.sites.clearLayers();
  DATA.facilities.forEach(function (facility) {
    var then = facility.bands[b];
    if (!then || !(then.open[0] > 0) || !state.show.facilities) { return; }
    before.sites.addLayer(L.circleMarker(facility.at, { pane: 'before-sites', radius: radiusOf(then.open[0]), color: '#ffffff', weight: 1, fillOpacity: 0.92, fillColor: colourOf(SCALES.use, then.use[0]), interactive: false, className: 'facility-before' }));
  });
  byId('swipe-left').textContent = schoolYear(DATA.years[0]);
  byId('swipe-right').textContent = schoolYear(DATA.years[state.year]);
  byId('swipe').setAttribute('aria-label', T().before);
}

function showBefore(on) {
  byId('swipe-box').hidden = !on;
  if (on) { before.all.addTo(map); } else { before.all.remove(); }
  cut();
}
