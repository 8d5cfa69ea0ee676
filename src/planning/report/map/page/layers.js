// Layers are made once; a change of band, year, shading or language only restyles them.
var layers = { zones: [], facilities: [], projects: [], catchments: L.layerGroup(), today: L.layerGroup(), highlight: L.layerGroup() };
var TOGGLES = ['facilities', 'projects', 'today', 'catchments', 'before'].concat(DATA.rooms.length ? ['rooms'] : []);
var groups = { facilities: L.layerGroup(), projects: L.layerGroup(), rooms: L.layerGroup() };

function catchmentOf(facility) {
  var list = DATA.catchments[state.band][state.year];
  for (var i = 0; i < list.length; i += 1) {
    if (list[i][0] === facility) { return { zones: DATA.areas[list[i][1]].zones, shape: DATA.areas[list[i][1]].shape, pupils: list[i][2] }; }
  }
  return null;
}

function makeLayers() {
  map.createPane('catchments').style.zIndex = 420;
  map.createPane('sites').style.zIndex = 440;
  map.createPane('backdrop').style.zIndex = 415;
  ['water', 'road'].forEach(function (kind) {
    if (!DATA.backdrop[kind].length) { return; }
    L.polyline(DATA.backdrop[kind], { pane: 'backdrop', color: kind === 'water' ? '#4a90c2' : '#6b6f76', weight: kind === 'water' ? 2 : 1, opacity: 0.8, interactive: false, className: 'backdrop-' + kind }).addTo(map);
  });
  map.createPane('works').style.zIndex = 460;
  DATA.zones.forEach(function (zone) {
    var shape = L.polygon(zone.shape, { color: '#8a8578', weight: 1, fillOpacity: DATA.meta.tiles ? 0.65 : 1, className: 'zone' });
    shape.bindPopup(function () { return zonePopup(zone); }, { maxWidth: 320 });
    shape.bindTooltip(function () { return node('span', zone[state.lang]); }, { sticky: true });
    shape.on('popupopen', function () { showFlows(zone); });
    shape.on('popupclose', function () { layers.highlight.clearLayers(); });
    shape.addTo(map);
    layers.zones.push(shape);
  });
  DATA.facilities.forEach(function (facility, index) {
    var dot = L.circleMarker(facility.at, { pane: 'sites', radius: 4, color: '#ffffff', weight: 1, fillOpacity: 0.92, className: 'facility' });
    dot.bindPopup(function () { return facilityPopup(index); }, { maxWidth: 320 });
    dot.on('popupopen', function () { showCatchment(index); });
    dot.on('popupclose', function () { layers.highlight.clearLayers(); });
    layers.facilities.push(dot);
  });
  DATA.projects.forEach(function (project) {
    var mark = L.marker(project.at, { pane: 'works', icon: projectIcon(project), keyboard: true, title: project.id, alt: project.id });
    mark.bindPopup(function () { return projectPopup(project); }, { maxWidth: 340 });
    groups.projects.addLayer(mark);
    layers.projects.push(mark);
  });
  layers.rooms = DATA.rooms.map(function (item) {
    var site = DATA.facilities[item.facility];
    var mark = L.marker(site.at, { pane: 'works', icon: roomsIcon(item), keyboard: true, title: site.id, alt: site.id });
    mark.bindPopup(function () { return roomsPopup(item); }, { maxWidth: 340 });
    return mark;
  });
  groups.facilities.addTo(map); groups.projects.addTo(map); groups.rooms.addTo(map); layers.highlight.addTo(map);
}

function projectIcon(project) {
  var open = project.opening !== null && project.opening <= DATA.years[state.year];
  var box = node('div', null, { 'class': 'works ' + (open ? 'open' : project.opening === null ? 'never' : 'waiting') });
  var diamond = node('i'); diamond.style.borderColor = STATUS_COLOURS[project.status];
  if (open) { diamond.style.background = STATUS_COLOURS[project.status]; }
  box.appendChild(diamond);
  box.appendChild(node('b', project.opening === null ? '–' : String(project.opening)));
  return L.divIcon({ className: 'works-icon', html: box, iconSize: [30, 30], iconAnchor: [15, 9] });
}

// A square with the number of rooms: filled in the band that receives them, open in the band that gives them.
function roomsIcon(item) {
  var gives = state.band === item.from;
  var box = node('div', (gives ? '−' : '+') + item.lent[state.year], { 'class': 'lent ' + (gives ? 'gives' : 'receives') });
  return L.divIcon({ className: 'lent-icon', html: box, iconSize: [28, 18], iconAnchor: [14, 22] });
}

function outlineToday(area) {
  return L.polygon(DATA.areas[area].shape, { pane: 'catchments', color: '#b35806', weight: 2.5, dashArray: '2 5', fill: false, interactive: false, className: 'today' });
}

function showCatchment(index) {
  layers.highlight.clearLayers();
  var area = catchmentOf(index);
  if (!area) { return; }
  layers.highlight.addLayer(L.polygon(area.shape, { pane: 'catchments', color: '#111111', weight: 3, fillColor: '#111111', fillOpacity: 0.12, interactive: false }));
  DATA.today[state.band].forEach(function (item) { if (item[0] === index) { layers.highlight.addLayer(outlineToday(item[1])); } });
}

// Lines from a zone to the schools of its entrants, as wide as their number.
function showFlows(zone) {
  var index = DATA.zones.indexOf(zone), b = state.band, t = state.year;
  layers.highlight.clearLayers();
  layers.highlight.addLayer(L.polygon(zone.shape, { pane: 'catchments', color: '#111111', weight: 3, fill: false, interactive: false }));
  DATA.flows[b][t].forEach(function (item) {
    if (item[0] !== index) { return; }
    layers.highlight.addLayer(L.polyline([zone.at, DATA.facilities[item[1]].at], {
      pane: 'catchments', color: '#111111', opacity: 0.75, weight: Math.max(1.5, Math.min(12, Math.sqrt(item[2]) * 0.8)),
      interactive: false, className: 'flow'
    }));
  });
}

function restyle() {
  var b = state.band, t = state.year;
  DATA.zones.forEach(function (zone, i) {
    layers.zones[i].setStyle({ fillColor: zoneColour(zone, b, t) });
  });
  groups.facilities.clearLayers();
  DATA.facilities.forEach(function (facility, i) {
    var now = facility.bands[b];
    var closed = now && now.last !== undefined && DATA.years[t] > now.last;
    if (!now || !(now.open[t] > 0 || closed)) { return; }
    // A site that has closed is a hollow ring of dashes where it stood; one in its last year has a dark rim.
    var ending = now.last === DATA.years[t];
    layers.facilities[i].setRadius(closed ? 6 : radiusOf(now.open[t])).setStyle({
      fillColor: closed ? '#ffffff' : colourOf(SCALES.use, now.use[t]), fillOpacity: closed ? 0.15 : 0.92,
      color: closed || ending ? '#333333' : '#ffffff', weight: closed || ending ? 2 : 1, dashArray: closed ? '3 3' : null
    });
    groups.facilities.addLayer(layers.facilities[i]);
  });
  DATA.projects.forEach(function (project, i) {
    if (project.seats[b]) { layers.projects[i].setIcon(projectIcon(project)); groups.projects.addLayer(layers.projects[i]); }
    else { groups.projects.removeLayer(layers.projects[i]); }
  });
  groups.rooms.clearLayers();
  DATA.rooms.forEach(function (item, i) {
    if (item.lent[t] && (item.from === b || item.to === b)) { layers.rooms[i].setIcon(roomsIcon(item)); groups.rooms.addLayer(layers.rooms[i]); }
  });
  layers.catchments.clearLayers();
  if (state.show.catchments) {
    DATA.catchments[b][t].forEach(function (item) {
      layers.catchments.addLayer(L.polygon(DATA.areas[item[1]].shape, { pane: 'catchments', color: '#1f4e79', weight: 2, dashArray: '5 4', fill: false, interactive: false }));
    });
  }
  layers.today.clearLayers();
  if (state.show.today) {
    DATA.today[b].forEach(function (item) { layers.today.addLayer(outlineToday(item[1])); });
  }
  layers.highlight.clearLayers();
  map.closePopup();
  restyleBefore();
}

function applyToggles() {
  ['facilities', 'projects', 'rooms'].forEach(function (name) {
    if (state.show[name]) { groups[name].addTo(map); } else { groups[name].remove(); }
  });
  if (state.show.today) { layers.today.addTo(map); } else { layers.today.remove(); }
  showBefore(state.show.before);
  if (state.show.catchments) { layers.catchments.addTo(map); } else { layers.catchments.remove(); }
}
