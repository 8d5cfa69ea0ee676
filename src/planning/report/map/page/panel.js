// Heading, controls, legend, programme and notes.
function byId(id) { return document.getElementById(id); }
function fill(id, children) { var box = byId(id); box.textContent = ''; children.forEach(function (child) { if (child) { box.appendChild(child); } }); }

function choice(label, pressed, key, onClick) {
  var button = node('button', label, { type: 'button', 'aria-pressed': String(pressed), 'data-key': key });
  button.addEventListener('click', onClick);
  return button;
}

// One button for each language, with its name in that language.
function makeLanguages() {
  fill('language', LANGUAGES.map(function (code) {
    var button = node('button', DATA.names[code], { type: 'button', 'data-lang': code, lang: code });
    button.addEventListener('click', function () { state.lang = code; refresh(); });
    return button;
  }));
}

function heading() {
  var meta = DATA.meta, t = T();
  byId('title').textContent = document.title = meta.title[state.lang];
  byId('subtitle').textContent = meta.district[state.lang] + ' · ' + t.scenario + ' ' + meta.scenario + ' · ' + t.digest + ' ' + meta.digest;
  fill('badges', [
    node('span', meta.outcome[state.lang], { 'class': 'badge outcome ' + meta.outcome.key.replace(' ', '-') }),
    meta.lacks.length ? node('a', t.lacks + ' ' + meta.lacks.length, { 'class': 'badge lacks', href: '#notes' }) : null
  ]);
  document.documentElement.lang = state.lang === 'zh' ? 'zh-CN' : state.lang;
  byId('language').setAttribute('aria-label', t.language);
  document.querySelectorAll('#language button').forEach(function (button) {
    button.setAttribute('aria-pressed', String(button.dataset.lang === state.lang));
  });
}

// A band that nobody needs and that has no seats is not offered.
function used(b) {
  return DATA.bands[b].intake.some(function (n) { return n > 0; }) || DATA.facilities.some(function (f) { return f.bands[b]; });
}

function controls() {
  var t = T();
  byId('band').setAttribute('aria-label', t.band); byId('measure').setAttribute('aria-label', t.measure);
  fill('band', DATA.bands.map(function (band, b) {
    return !used(b) ? null : choice(band[state.lang], b === state.band, band.key, function () { state.band = b; refresh(); });
  }));
  fill('measure', MEASURES.map(function (name) {
    return choice(t[name], name === state.measure, name, function () { state.measure = name; refresh(); });
  }));
  fill('toggles', TOGGLES.map(function (name) {
    return choice(t[name], state.show[name], name, function () { state.show[name] = !state.show[name]; refresh(); });
  }));
  byId('year-label').textContent = t.year;
  byId('year-now').textContent = schoolYear(DATA.years[state.year]);
  byId('year').setAttribute('aria-valuetext', schoolYear(DATA.years[state.year]));
}

function summary() {
  var t = T(), band = DATA.bands[state.band], y = state.year;
  fill('summary', [
    node('h2', told(t.summary, { band: band[state.lang], year: schoolYear(DATA.years[y]) })),
    rows([[t.needing, count(band.intake[y])], [t.without, count(band.unhoused[y]) + ' (' + percent(band.share[y]) + ')']]),
    band.hidden[y][0] ? node('p', band.hiddenSaid[y][state.lang], { 'class': 'hint hidden-counts' }) : null,
    node('p', t.click_hint, { 'class': 'hint' })
  ]);
}

function key(colour, label, round) {
  var line = node('li'), box = node('i', null, { 'class': round ? 'dot' : 'box' });
  box.style.background = colour;
  line.appendChild(box); line.appendChild(node('span', label));
  return line;
}

function legend() {
  var t = T(), scale = SCALES[state.measure], list = node('ul'), sites = node('ul'), works = node('ul');
  scale.colours.forEach(function (colour, i) { list.appendChild(key(colour, t[scale.labels[i]] || scale.labels[i])); });
  if (state.measure !== 'warn') { list.appendChild(key(NO_DATA, state.measure === 'distance' ? t.none_placed : t.none)); }
  if (state.measure !== 'warn' && DATA.bands[state.band].hidden[state.year][0]) { list.appendChild(key(FEW, told(t.few, { least: DATA.meta.least }))); }
  SCALES.use.colours.forEach(function (colour, i) { sites.appendChild(key(colour, SCALES.use.labels[i], true)); });
  ['completing', 'continuing', 'starting'].forEach(function (status) {
    var line = node('li'), box = node('i', null, { 'class': 'diamond' });
    box.style.background = STATUS_COLOURS[status]; line.appendChild(box); line.appendChild(node('span', t['status_' + status]));
    works.appendChild(line);
  });
  var lent = node('ul');
  [['receives', '+', t.rooms_received], ['gives', '−', t.rooms_lent]].forEach(function (one) {
    var line = node('li'); line.appendChild(node('i', one[1], { 'class': 'lent ' + one[0] })); line.appendChild(node('span', one[2])); lent.appendChild(line);
  });
  fill('legend', [node('h3', t['legend_' + state.measure]), list, node('h3', t.use), sites].concat(DATA.projects.length ? [node('h3', t.project), works] : []).concat(DATA.rooms.length ? [node('h3', t.rooms), lent] : []));
}

function programme() {
  var t = T(), table = node('table', null, { 'class': 'programme' }), head = node('tr');
  ['', t.status, t.opens].forEach(function (word) { head.appendChild(node('th', word)); });
  table.appendChild(head);
  DATA.projects.forEach(function (project, i) {
    var line = node('tr', null, { 'class': project.seats[state.band] ? '' : 'dim' });
    var name = node('button', project.id + ' ' + project[state.lang], { type: 'button', 'class': 'link' });
    name.addEventListener('click', function () { goTo(i); });
    var cell = node('td'); cell.appendChild(name); line.appendChild(cell);
    line.appendChild(node('td', t['status_' + project.status]));
    line.appendChild(node('td', project.opening === null ? t.not_started : String(project.opening)));
    table.appendChild(line);
  });
  fill('programme', DATA.projects.length ? [node('h3', t.programme), table] : []);
}

function goTo(index) {
  var project = DATA.projects[index];
  if (!project.seats[state.band]) {
    state.band = project.seats.findIndex(function (seats) { return seats !== 0; });
    refresh();
  }
  map.setView(project.at, Math.max(map.getZoom(), 13), { animate: false });
  layers.projects[index].openPopup();
}

function notes() {
  var t = T(), meta = DATA.meta, norm = DATA.bands[state.band].norm;
  var parts = meta.sources.map(function (item) { return item[state.lang] + ' ' + percent(item.share); }).join(' · ');
  var lacks = meta.lacks.map(function (item) { return node('p', item[state.lang], { 'class': 'lack' }); });
  fill('notes', (lacks.length ? [node('h3', t.lacks)] : []).concat(lacks, [
    node('p', t.figures + ': ' + parts), meta.hidden === null ? null : node('p', meta.hidden[state.lang]), node('p', t.shortage), node('p', t.boundary), node('p', told(t.roads, { said: meta.distance[state.lang] })),
    norm === null ? null : node('p', t.norm + ': ' + count(norm) + ' m'),
    node('p', t.catchment_note), node('p', t.today_note), node('p', t.budget + ': ' + meta.budget[state.lang]), node('p', meta.tiles ? t.tiles : t.no_tiles)
  ]));
}
