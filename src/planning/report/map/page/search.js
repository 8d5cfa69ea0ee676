// A school is found by any part of its name in any language, or by its key.
function makeSearch() {
  byId('search').addEventListener('change', function (event) { find(event.target.value); });
  byId('search').addEventListener('keydown', function (event) { if (event.key === 'Enter') { find(event.target.value); } });
}

function searchNames() {
  var t = T(), box = byId('search');
  box.placeholder = t.search; box.setAttribute('aria-label', t.search);
  fill('schools', DATA.facilities.map(function (facility) { return node('option', null, { value: facility[state.lang] }); }));
}

function names(facility) {
  return LANGUAGES.map(function (code) { return facility[code].toLowerCase(); }).concat(facility.id.toLowerCase());
}

function matches(facility, words) { return names(facility).some(function (name) { return name.indexOf(words) >= 0; }); }

function find(text) {
  var words = text.trim().toLowerCase(), exact = -1, first = -1;
  if (!words) { return; }
  DATA.facilities.forEach(function (facility, i) {
    if (exact < 0 && names(facility).indexOf(words) >= 0) { exact = i; }
    if (first < 0 && matches(facility, words)) { first = i; }
  });
  var index = exact >= 0 ? exact : first;
  if (index < 0) { byId('found').textContent = T().not_found; return; }
  byId('found').textContent = '';
  show(index);
}

// Where the school has no seats in the band and year shown, the first in which it has is shown instead.
function show(index) {
  var bands = DATA.facilities[index].bands, b = state.band, t = state.year;
  var open = function (band, year) { return bands[band] && bands[band].open[year] > 0; };
  if (!open(b, t)) {
    var keys = Object.keys(bands).map(Number);
    var best = open(b, DATA.years.length - 1) ? b : keys[0];
    state.band = best;
    state.year = open(best, t) ? t : Math.max(0, bands[best].open.findIndex(function (seats) { return seats > 0; }));
    byId('year').value = state.year;
  }
  state.show.facilities = true;
  refresh();
  map.setView(DATA.facilities[index].at, Math.max(map.getZoom(), 13), { animate: false });
  layers.facilities[index].openPopup();
}
